"""Minutes in words: labels in the reader's language around what people wrote, as it was written."""

from datetime import date, datetime
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from earlyhelp.kit.working_days import LONDON
from earlyhelp.solve.choices import Reason
from earlyhelp.solve.choices.meetings import (
    CaseState,
    Certainty,
    MeetingKind,
    MeetingLanguage,
    MeetingOutcome,
    Reviewed,
)
from earlyhelp.solve.models import Minutes

ORDER: Final = ("cy", "en")


def paper_of(copy: Minutes) -> dict[str, Any]:
    """The minutes as plain values for paper, in both languages."""
    parts = [part_of(copy.content, language, copy.version) for language in ORDER]
    return {
        "title": " / ".join(part["title"] for part in parts),
        "foot": " – ".join((copy.content["reference"], str(copy.version))),
        "parts": parts,
    }


def part_of(content: dict[str, Any], language: str, version: int = 0) -> dict[str, Any]:
    """The minutes in one language. What people wrote stays in the language in which they wrote it."""
    language = "cy" if language.startswith("cy") else "en"
    with override(language):
        return {
            "language": language,
            "title": _("Minutes"),
            "heading": str(MeetingKind(content["kind"]).label),
            "facts": _facts(content, language, version),
            "people": _people(content, language),
            "reviews_heading": _("What became of the actions of the last meeting"),
            "reviews": [_review(one) for one in content["reviews"]],
            "cases_heading": _("Cases"),
            "cases": [_case(one, language) for one in content["cases"]],
            "corrections_heading": _("Corrections"),
            "corrections": [_correction(one, content) for one in content.get("corrections", [])],
        }


def _facts(content: dict[str, Any], language: str, version: int) -> list[list[str]]:
    starts = datetime.fromisoformat(content["starts_at"]).astimezone(LONDON)
    rows = [
        (_("Reference"), content["reference"]),
        (_("Name of the meeting"), content["title"]),
        (_("Held by"), content["team"][language]),
        (_("When"), date_format(starts, "j F Y, H:i")),
        (_("Place"), content["place"]),
        (_("Language"), str(MeetingLanguage(content["language"]).label)),
        (_("Led by"), content["chair"]),
        (_("Version"), str(version) if version else ""),
    ]
    return [[str(label), value] for label, value in rows if value]


def _people(content: dict[str, Any], language: str) -> list[list[str]]:
    def named(wanted: str) -> str:
        return "; ".join(
            " – ".join(part for part in (one["name"], one["of"][language]) if part)
            for one in content["people"]
            if one[wanted]
        )

    rows = [(_("Were there"), named("there")), (_("Sent apologies"), named("apologies"))]
    return [[str(label), value or _("Nobody is written down")] for label, value in rows]


def _case(one: dict[str, Any], language: str) -> dict[str, Any]:
    number = str(one["number"])
    if one.get("withheld"):
        return {
            "title": ". ".join((number, _("A case that your agency does not see"))),
            "withheld": _(
                "This case is withheld from your agency. Ask who leads the meeting if you think it should not be."
            ),
        }
    rows: list[tuple[str, str]] = [
        (_("About"), one["people"].replace("\n", "; ")),
        (_("Strengths"), one["strengths"]),
    ]
    for said in one["inputs"]:
        sure = str(Certainty(said["certainty"]).label)
        rows.append((said["of"][language], "\n".join((said["text"], sure))))
    rows += (
        _decision(one["decision"], language)
        if one["decision"]
        else [(_("Decision"), _undecided(one["state"]))]
    )
    for action in one["actions"]:
        by_when = _("By %(day)s") % {"day": _day(action["due_on"])}
        rows.append((_("Action"), "\n".join((action["text"], action["who"], by_when))))
    title = ". ".join((number, one["reference"]))
    return {"title": title, "withheld": "", "rows": [[str(label), value] for label, value in rows if value]}


def _undecided(state: str) -> str:
    if state == CaseState.CARRIED:
        return _("It was not reached, and goes on to the next meeting.")
    return _("Nothing was decided.")


def _decision(made: dict[str, Any], language: str) -> list[tuple[str, str]]:
    rows = [
        (_("Decision"), str(MeetingOutcome(made["outcome"]).label)),
        (_("Reason"), _reason(made, language)),
        (_("Why"), made["rationale"]),
        (_("Who already meets the need"), made["met_by"]),
        (_("Agreed"), "; ".join(agency[language] for agency in made["agreed"])),
    ]
    rows += [
        (_("Does not agree"), "\n".join((one["of"][language], one["words"]))) for one in made["dissents"]
    ]
    return rows


def _reason(made: dict[str, Any], language: str) -> str:
    """Why, in the words of the agency where it has words of its own. Older minutes hold the code alone."""
    if said := made.get("reason_words"):
        return str(said[language])
    return str(Reason(made["reason"]).label) if made["reason"] else ""


def _review(one: dict[str, Any]) -> dict[str, Any]:
    until = _("By %(day)s") % {"day": _day(one["due_on"])} if one["due_on"] else ""
    told = [str(Reviewed(one["outcome"]).label), until, one["words"]]
    return {"title": " – ".join((one["text"], one["who"])), "lines": [line for line in told if line]}


def _correction(one: dict[str, Any], content: dict[str, Any]) -> list[str]:
    case = next((case for case in content["cases"] if case.get("id") == one["case"]), None)
    about = case["reference"] if case else _("The minutes as a whole")
    return [about, one["text"]]


def _day(written: str) -> str:
    return date_format(date.fromisoformat(written), "j F Y")
