"""What would make a report more use to the people in it. It is said before sending, and never keeps anybody from it."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import OtherChildren, PersonRole, SharingView, Track
from earlyhelp.identify.report import Named, Report
from earlyhelp.identify.rules import Finding
from earlyhelp.identify.tracks import is_child

_FAMILY = (PersonRole.PARENT, PersonRole.PARTNER)


def advice_on(report: Report, *, track: Track, on: date) -> tuple[Finding, ...]:
    """What to think of before sending, in the order of the page. It depends on who is named."""
    return (
        *_strengths(report),
        *_words(report, on),
        *_children(report, on),
        *_unborn(report),
        *_duties(report, track),
    )


def lacks_strengths(report: Report) -> bool:
    """Nothing is said of what is going well, nor why not."""
    return not report.strengths.strip() and report.strengths_missing is None


def lacks_words(report: Report, *, on: date) -> bool:
    """Somebody's own words are missing who could have said something, and nothing is said of why."""
    return any(True for _found in _words(report, on))


def _strengths(report: Report) -> Iterator[Finding]:
    if lacks_strengths(report):
        yield Finding("strengths", _("What is going well is missing. Add it, or say why not."))


def _words(report: Report, on: date) -> Iterator[Finding]:
    if report.words_missing is not None:
        return
    children = [number for number, person in enumerate(report.people) if is_child(person, on=on)]
    spoken = bool(report.own_words.strip())
    if not children:
        heard = spoken or any(person.own_words.strip() for person in report.people)
        if not heard:
            yield Finding("own_words", _("The person’s own words are missing. Add them, or say why not."))
        return
    if spoken and len(children) == len(report.people):
        return
    for number in children:
        if not report.people[number].own_words.strip():
            yield Finding(
                "own_words",
                _("A child is named and the child’s own words are missing. Add them, or say why not."),
                number,
            )


def _children(report: Report, on: date) -> Iterator[Finding]:
    children = [number for number, person in enumerate(report.people) if is_child(person, on=on)]
    for number in children:
        if not report.people[number].looked.strip():
            yield Finding("looked", _("How the child looked and reacted is missing."), number)
    if children and not report.who_had_care.strip():
        yield Finding("who_had_care", _("Who was there, and who had care of the child, is missing."))
    if report.other_children == OtherChildren.NOT_NAMED:
        yield Finding(
            "people", _("Some of the children are not named. Add each of them: a description is enough.")
        )
    elif report.other_children is None and (children or any(_has_family(one) for one in report.people)):
        yield Finding("other_children", _("Whether other children live there is missing."))
    if children and not any(one.responsibility is not None for one in report.relations):
        yield Finding("relations", _("Who has parental responsibility for the child is missing."))


def _unborn(report: Report) -> Iterator[Finding]:
    for number, person in enumerate(report.people):
        if person.role == PersonRole.UNBORN and person.due_on is None:
            yield Finding("due_on", _("When the child is expected is missing."), number)


def _duties(report: Report, track: Track) -> Iterator[Finding]:
    if track == Track.SAFEGUARDING and not report.told_whom.strip():
        yield Finding("told_whom", _("Whom you told is missing. Ring first, then write down whom you told."))
    refused = report.sharing_view == SharingView.DISAGREES
    if track == Track.EARLY_HELP and refused and not report.sharing_words.strip():
        yield Finding(
            "sharing_words",
            _("They do not agree that you share this. Say why you send it all the same, or ask them again."),
        )


def _has_family(person: Named) -> bool:
    return person.role in _FAMILY or person.role == PersonRole.UNBORN
