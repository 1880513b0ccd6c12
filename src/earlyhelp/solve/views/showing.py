"""How one notification is laid out: the report as labels and values, and each person beside who may be the same."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from earlyhelp.identify.choices import INVERSE, Need, Relation, Track
from earlyhelp.identify.models import Notification, ReportedPerson, ReportedRelation
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import Form
from earlyhelp.kit.forms.contact import readable_telephone
from earlyhelp.kit.http import Request
from earlyhelp.kit.time_words import written_date, written_moment
from earlyhelp.partnership.queries.codelists import list_offered_by_group
from earlyhelp.solve import queries
from earlyhelp.solve.choices.lists import DECISION_REASONS
from earlyhelp.solve.forms import DecisionForm, RegradeForm, UndoForm
from earlyhelp.solve.forms.standards import KeepForm, LevelForm
from earlyhelp.solve.queries import Case, CasePerson, ToDecide
from earlyhelp.solve.queries.checks import list_checks
from earlyhelp.solve.queries.consents import list_standings_of_reports
from earlyhelp.solve.rules.queue import looking
from earlyhelp.solve.views.after import after_decision
from earlyhelp.solve.views.queue import queue_address
from earlyhelp.solve.views.ruling import show_ruling

Row = dict[str, Any]


def get_case_or_404(request: Request, reference: str) -> Case:
    """The case, or the page that says that there is none."""
    try:
        return queries.get_case(by=request.actor, reference=reference, at=request.at)
    except Notification.DoesNotExist as missing:
        raise Http404 from missing


def get_to_decide_or_404(request: Request, reference: str) -> ToDecide:
    """Where it stands, for something that is done and shows nobody; or the page that says that there is none."""
    try:
        return queries.get_to_decide(by=request.actor, reference=reference)
    except Notification.DoesNotExist as missing:
        raise Http404 from missing


def refused(refusal: RuleError) -> Form:
    """A refusal as something that the error summary can show."""
    form = Form({})
    form.add_error(None, str(refusal))
    return form


def decision_form(request: Request, case: Case | ToDecide, typed: Any = None) -> DecisionForm:
    """The form of a decision, with the reasons that the front door offers now."""
    return DecisionForm(
        typed,
        initial={"expected_number": case.number},
        state=case.state,
        reasons=list_offered_by_group(request.actor, DECISION_REASONS),
    )


def show_case(
    request: Request,
    case: Case,
    *,
    form: DecisionForm | None = None,
    regrade: RegradeForm | None = None,
    undo: tuple[int, UndoForm] | None = None,
    refusal: RuleError | None = None,
    judge: LevelForm | None = None,
    keep: KeepForm | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponseBase:
    """Draw the page of one notification, with what was typed and what is wrong with it."""
    decision = form or decision_form(request, case)
    regrade = regrade or RegradeForm(prefix="grade")
    consents = list_standings_of_reports(request.actor, case.people, at=request.at)
    hold = queries.get_hold(request.actor, case.notification)
    at_fault = undo[1] if undo else refused(refusal) if refusal else judge or keep or regrade
    context = {
        "case": case,
        "notification": case.notification,
        "form": decision,
        "rows": at_fault,
        "regrade": regrade,
        "bar": _bar(case),
        "report": _report(case.notification, case.amended_fields),
        "people": [
            _person(person, undo)
            | {"mark": case.mark_of(person.reported), "consents": consents.get(person.reported.pk, [])}
            for person in case.people
        ],
        "relations": _relations(case.relations),
        "checks": list_checks(request.actor, case.notification, at=request.at),
        **show_ruling(request, case, judge=judge, keep=keep),
        "earlier_more": case.earlier_count - len(case.earlier),
        "query": looking(request.GET.dict()).query,
        "back_url": queue_address(looking(request.GET.dict())),
        "taken_over": queries.get_taken_over(request.actor, case.claim),
        "hold": hold,
    }
    return render(request, "solve/case.html", context | after_decision(request, case, hold), status=status)


def _bar(case: Case) -> list[Row]:
    notification = case.notification
    return [
        {"key": _("Sent"), "value": written_moment(notification.submitted_at)},
        {"key": _("Sent by"), "value": notification.submitted_by.full_name},
        {"key": _("Agency"), "value": notification.agency.name},
        {"key": _("Area"), "value": notification.area.name},
    ]


def _report(notification: Notification, changed: frozenset[str]) -> list[Row]:
    """The answers that are not told at length, in the order of the page; those changed after sending are marked."""
    rows = _answers(notification)
    return [row | {"tag": _("Changed")} if changed & set(row.get("of", ())) else row for row in rows]


def _answers(notification: Notification) -> list[Row]:
    rows: list[Row] = [
        {
            "key": _("When it happened"),
            "value": written_moment(notification.occurred_at),
            "of": ("occurred_at",),
        },
        {
            "key": _("Where it happened"),
            "lines": [notification.place, notification.place_postcode],
            "of": ("place", "place_postcode"),
        },
        {
            "key": _("Incident number"),
            "value": notification.incident_number,
            "of": ("incident_number",),
        },
        {
            "key": _("Kinds of need"),
            "lines": [str(Need(need).label) for need in notification.needs],
            "of": ("needs",),
        },
        {
            "key": _("Was help offered?"),
            "value": notification.get_help_offered_display(),
            "of": ("help_offered",),
        },
        {
            "key": _("What they said about sharing"),
            "value": notification.get_sharing_view_display(),
            "of": ("sharing_view",),
        },
    ]
    rows += _told_besides(notification)
    if notification.sharing_words:
        words = {
            "key": _("More about sharing"),
            "value": notification.sharing_words,
            "of": ("sharing_words",),
        }
        rows.append(words)
    if notification.track == Track.SAFEGUARDING:
        told_at = written_moment(notification.told_at) if notification.told_at else ""
        rows.append({"key": _("Who was told"), "lines": [notification.told_whom, told_at]})
    return rows


def _told_besides(notification: Notification) -> list[Row]:
    """Answers that not every report has: who had care, what they want, other children."""
    rows: list[Row] = [
        {"key": _("What they want to happen"), "value": notification.wants},
        {"key": _("Who was there, and who had care"), "value": notification.who_had_care},
        {"key": _("Other children who live there"), "value": notification.get_other_children_display()},
    ]
    return [row for row in rows if row["value"]]


def _relations(relations: Iterable[ReportedRelation]) -> list[Row]:
    """What people are to each other, each said both ways."""
    rows: list[Row] = []
    for one in relations:
        duty = [one.get_responsibility_display()] if one.responsibility else []
        inverse = str(INVERSE[Relation(one.relation)].label)
        rows.append({"key": str(one.person), "lines": [one.get_relation_display(), str(one.of), *duty]})
        rows.append({"key": str(one.of), "lines": [inverse, str(one.person)]})
    return rows


def _person(person: CasePerson, undo: tuple[int, UndoForm] | None) -> Row:
    reported = person.reported
    is_faulty = undo is not None and undo[0] == reported.position
    return {
        "person": person,
        "reported": reported,
        "name": reported.full_name or _("Name not known"),
        "rows": _known(reported, person.age),
        "matches": list(person.matches),
        "undo": undo[1] if undo and is_faulty else UndoForm(prefix=f"undo-{reported.position}"),
        "undo_open": is_faulty,
    }


def _known(reported: ReportedPerson, age: str) -> list[Row]:
    born = written_date(reported.date_of_birth) if reported.date_of_birth else ""
    language = [reported.get_language_display(), reported.other_language]
    rows: list[Row] = [
        {"key": _("Date of birth"), "lines": [part for part in (born, age) if part]},
        {"key": _("Address"), "lines": [part for part in (reported.address, reported.postcode) if part]},
        {
            "key": _("Telephone"),
            "value": readable_telephone(reported.telephone) if reported.telephone else "",
        },
        {"key": _("E-mail"), "value": reported.email},
        {"key": _("Language they prefer"), "lines": [part for part in language if part]},
        {
            "key": _("Safe way to contact them"),
            "lines": [
                part for part in (reported.get_safe_contact_display(), reported.safe_contact_note) if part
            ],
        },
    ]
    if reported.description:
        rows.insert(0, {"key": _("Description"), "value": reported.description})
    if reported.due_on:
        rows.insert(0, {"key": _("Expected date of birth"), "value": written_date(reported.due_on)})
    if reported.looked:
        rows.append({"key": _("How they looked and reacted"), "value": reported.looked})
    if reported.own_words:
        said = {"key": _("What they said, in their own words"), "value": reported.own_words, "quote": True}
        rows.append(said)
    return rows
