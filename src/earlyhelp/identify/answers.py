"""A report as labels and values, for the page on which it is checked."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from earlyhelp.identify.choices import INVERSE, Danger, PreferredLanguage, Track
from earlyhelp.identify.models import Draft
from earlyhelp.identify.report import Named, Report
from earlyhelp.identify.rules import track_of
from earlyhelp.kit.forms.contact import readable_telephone
from earlyhelp.kit.time_words import written_date, written_moment


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: what was asked, what was said, and where to change it. `href` is empty where it can not be."""

    key: str
    value: str = ""
    lines: tuple[str, ...] = ()
    href: str = ""
    quote: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Answers that belong together, under a title."""

    title: str
    rows: tuple[Answer, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class _Links:
    draft_id: UUID

    def to(self, name: str, page: str = "identify:write") -> str:
        return f"{reverse(page, args=[self.draft_id])}#id_{name}"


def people_cards(report: Report, draft_id: UUID) -> tuple[Section, ...]:
    """One card for each person, with a way to change it."""
    href = reverse("identify:write", args=[draft_id]) + "#people"
    return tuple(
        Section(_("Person %(number)d") % {"number": number}, _person(person), href)
        for number, person in enumerate(report.people, 1)
    )


def relations_section(report: Report, draft_id: UUID) -> Section:
    """What people are to each other, each said both ways, and who has parental responsibility."""
    href = reverse("identify:write", args=[draft_id]) + "#relations-fold"
    rows: list[Answer] = []
    for related in report.relations:
        first, second = _who(report, related.person), _who(report, related.of)
        inverse = str(INVERSE[related.relation].label)
        duty = (str(related.responsibility.label),) if related.responsibility else ()
        rows.append(Answer(first, lines=(str(related.relation.label), second, *duty)))
        rows.append(Answer(second, lines=(inverse, first)))
    return Section(_("What they are to each other"), tuple(rows), href)


def _who(report: Report, number: int) -> str:
    """A person by name, or else by number: what somebody looks like is too long to say here."""
    person = report.people[number]
    name = " ".join(part for part in (person.given_name, person.family_name) if part)
    return name or _("Person %(number)d") % {"number": number + 1}


def report_sections(report: Report, draft: Draft, *, area: str) -> tuple[Section, ...]:
    """Everything but the people, in the order of the page."""
    links = _Links(draft.pk)
    first = Answer(
        _("Is anyone in danger, or at risk?"),
        str(Danger(draft.danger).label),
        href=reverse("identify:danger", args=[draft.pk]),
    )
    return (
        Section(_("What kind of report"), (first, *_told(report, draft, links))),
        Section(_("When and where"), _when_and_where(report, links, area)),
        Section(_("What happened, and what matters"), _story(report, links)),
        Section(_("Help and sharing"), _help(report, links)),
    )


def _told(report: Report, draft: Draft, links: _Links) -> tuple[Answer, ...]:
    if track_of(draft.danger) != Track.SAFEGUARDING:
        return ()
    when = written_moment(report.told_at) if report.told_at else ""
    page = "identify:safeguarding"
    return (
        Answer(_("Whom you told"), report.told_whom, href=links.to("told_whom", page)),
        Answer(_("When you told them"), when, href=links.to("told_on-day", page)),
    )


def _when_and_where(report: Report, links: _Links, area: str) -> tuple[Answer, ...]:
    when = written_moment(report.occurred_at) if report.occurred_at else ""
    place = tuple(line for line in (report.place, report.place_postcode) if line)
    return (
        Answer(_("Incident number"), report.incident_number, href=links.to("incident_number")),
        Answer(_("When it happened"), when, href=links.to("occurred_on-day")),
        Answer(_("Where it happened"), lines=place, href=links.to("place")),
        Answer(_("Council area"), area, href=links.to("area")),
    )


def _story(report: Report, links: _Links) -> tuple[Answer, ...]:
    others = str(report.other_children.label) if report.other_children else ""
    return (
        Answer(_("What is going well, and who supports them"), report.strengths, href=links.to("strengths")),
        Answer(_("What you saw and heard"), report.seen_and_heard, href=links.to("seen_and_heard")),
        Answer(_("Their own words"), report.own_words, href=links.to("own_words"), quote=True),
        Answer(_("Who was there, and who had care"), report.who_had_care, href=links.to("who_had_care")),
        Answer(_("What they want to happen"), report.wants, href=links.to("wants")),
        Answer(_("Other children who live there"), others, href=links.to("other_children")),
    )


def _help(report: Report, links: _Links) -> tuple[Answer, ...]:
    offered = str(report.help_offered.label) if report.help_offered else ""
    view = str(report.sharing_view.label) if report.sharing_view else ""
    return (
        Answer(
            _("Kinds of need"), lines=tuple(str(need.label) for need in report.needs), href=links.to("needs")
        ),
        Answer(_("Whether help was offered"), offered, href=links.to("help_offered")),
        Answer(_("What they said about sharing"), view, href=links.to("sharing_view")),
        Answer(_("More about sharing"), report.sharing_words, href=links.to("sharing_words")),
    )


def _person(person: Named) -> tuple[Answer, ...]:
    spoken = person.other_language if person.language == PreferredLanguage.OTHER else ""
    contact = tuple(line for line in (str(person.safe_contact.label), person.safe_contact_note) if line)
    said = (
        Answer(_("Why they are named"), str(person.role.label)),
        Answer(_("Name"), " ".join(part for part in (person.given_name, person.family_name) if part)),
        Answer(_("Who is meant"), person.description),
        Answer(_("Date of birth"), written_date(person.date_of_birth) if person.date_of_birth else ""),
        Answer(_("Age in years"), "" if person.age is None else str(person.age)),
        Answer(_("Expected date of birth"), written_date(person.due_on) if person.due_on else ""),
        Answer(_("How they looked and reacted"), person.looked),
        Answer(_("What they said, in their own words"), person.own_words, quote=True),
        Answer(_("Address"), lines=tuple(line for line in (person.address, person.postcode) if line)),
        Answer(_("Telephone number"), readable_telephone(person.telephone) if person.telephone else ""),
        Answer(_("Email address"), person.email),
        Answer(_("Language they want to be spoken to in"), spoken or str(person.language.label)),
        Answer(_("Safe way to contact them"), lines=contact),
    )
    return tuple(answer for answer in said if answer.value or answer.lines)
