"""Rows of label and value, drawn in the same way before a referral is sent and ever after."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from earlyhelp.identify.choices import Need, PreferredLanguage, SafeContact
from earlyhelp.kit.forms.contact import readable_telephone
from earlyhelp.kit.working_days import LONDON
from earlyhelp.signpost.actions.referrals import ConsentGiven, Ground
from earlyhelp.signpost.choices.referrals import EventKind, ReferralState
from earlyhelp.signpost.models import Referral
from earlyhelp.signpost.queries.referrals import Step
from earlyhelp.signpost.rules.particulars import Particulars
from earlyhelp.understand.choices import ConsentGiver, ConsentWay

Row = dict[str, Any]

STATE_COLOURS = {
    ReferralState.DRAFT: "grey",
    ReferralState.REQUESTED: "blue",
    ReferralState.SEEN: "blue",
    ReferralState.WAITING: "yellow",
    ReferralState.ACCEPTED: "teal",
    ReferralState.IN_PROGRESS: "teal",
    ReferralState.ON_HOLD: "yellow",
    ReferralState.COMPLETED: "green",
    ReferralState.DECLINED: "red",
    ReferralState.CANCELLED: "grey",
    ReferralState.WITHDRAWN: "grey",
    ReferralState.ENTERED_IN_ERROR: "grey",
}


def particulars_rows(sent: Particulars | Referral) -> list[Row]:
    """What is sent about the person. Contact details stand here only when they are sent."""
    rows: list[Row] = [{"key": _("Name"), "value": sent.person_name}]
    optional = [
        (_("Age"), sent.person_age if sent.person_age is not None else ""),
        (_("Date of birth"), day_words(sent.person_date_of_birth)),
        (
            _("Preferred language"),
            PreferredLanguage(sent.person_language).label if sent.person_language else "",
        ),
        (_("Safe way to contact"), SafeContact(sent.safe_contact).label),
        (_("Before making contact"), sent.safe_contact_note),
        (_("Telephone number"), readable_telephone(sent.person_telephone) if sent.person_telephone else ""),
        (_("E-mail address"), sent.person_email),
        (_("Address"), sent.person_address),
    ]
    rows += [{"key": key, "value": value} for key, value in optional if value != ""]
    rows += [
        {"key": _("Help is needed with"), "lines": [str(Need(need).label) for need in sent.needs]},
        {"key": _("What the person would like help with"), "value": sent.request, "quote": True},
    ]
    if sent.strengths:
        rows.append({"key": _("What is going well, and who supports them"), "value": sent.strengths})
    return rows


def referrer_rows(*, name: str, agency: str, team: str, telephone: str) -> list[Row]:
    """Who refers, and how to reach them at work."""
    return [
        {"key": _("Referred by"), "value": name},
        {"key": _("Agency"), "value": agency},
        {"key": _("Team"), "value": team},
        {"key": _("Telephone number of the team"), "value": telephone},
    ]


def ground_rows(ground: Ground) -> list[Row]:
    """On what ground it is shared: who agreed, how and when; or the lawful basis and why."""
    rows: list[Row] = [{"key": _("Why it may be shared"), "value": ground.basis.label}]
    if ground.consent is None:
        return [*rows, {"key": _("Why without agreement"), "value": ground.reason}]
    return rows + consent_rows(ground.consent)


def consent_rows(given: ConsentGiven) -> list[Row]:
    """Who agreed, how and when."""
    rows: list[Row] = [{"key": _("Who agreed"), "value": ConsentGiver(given.given_by).label}]
    if given.given_by_name:
        rows.append({"key": _("Their name"), "value": given.given_by_name})
    hears = (
        _("Yes, the service may tell us how it goes")
        if given.hears_progress
        else _("No, we hear only its answer")
    )
    rows += [
        {"key": _("How they said so"), "value": ConsentWay(given.way).label},
        {"key": _("When they said so"), "value": day_words(given.given_on)},
        {"key": _("Hearing how it goes"), "value": hears},
    ]
    return rows


def timeline_items(steps: list[Step], *, in_welsh: bool) -> list[Row]:
    """The steps of a referral for the timeline, newest first."""
    return [
        {
            "title": _step_title(step),
            "at": step.at.astimezone(LONDON),
            "by": _step_by(step, in_welsh=in_welsh),
            "text": step.note,
        }
        for step in reversed(steps)
    ]


def _step_title(step: Step) -> Any:
    if step.kind is not EventKind.MOVED:
        return step.kind.label
    return step.to_state.label if step.is_change else _("New promise of news")


def _step_by(step: Step, *, in_welsh: bool) -> str:
    agency = step.by_agency_cy if in_welsh else step.by_agency_en
    return ", ".join(part for part in (step.by_name, agency) if part) or str(step.side.label)


def day_words(on: Any) -> str:
    """A day in words, in the language of the page."""
    return date_format(on, "j F Y") if on else ""
