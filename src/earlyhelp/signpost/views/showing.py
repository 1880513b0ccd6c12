"""Rows of label and value, drawn in the same way before a referral is sent and ever after."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from earlyhelp.identify.choices import Need, PreferredLanguage, SafeContact
from earlyhelp.kit.forms.contact import readable_telephone
from earlyhelp.kit.working_days import LONDON
from earlyhelp.signpost.actions.referrals import ConsentGiven
from earlyhelp.signpost.choices.referrals import ReferralState
from earlyhelp.signpost.models import Referral
from earlyhelp.signpost.queries.referrals import Step
from earlyhelp.signpost.rules.particulars import Particulars
from earlyhelp.understand.choices import ConsentGiver, ConsentWay

Row = dict[str, Any]

STATE_COLOURS = {
    ReferralState.SENT: "blue",
    ReferralState.OPENED: "blue",
    ReferralState.WAITING: "yellow",
    ReferralState.ACCEPTED: "teal",
    ReferralState.STARTED: "teal",
    ReferralState.COMPLETED: "green",
    ReferralState.DECLINED: "red",
    ReferralState.WITHDRAWN: "grey",
}


def particulars_rows(sent: Particulars | Referral) -> list[Row]:
    """What is sent about the person. Contact details stand here only when they are sent."""
    rows: list[Row] = [
        {"key": _("Name"), "value": sent.person_name},
        {"key": _("Age"), "value": sent.person_age},
        {"key": _("Preferred language"), "value": PreferredLanguage(sent.person_language).label},
        {"key": _("Safe way to contact"), "value": SafeContact(sent.safe_contact).label},
    ]
    optional = [
        (_("Before making contact"), sent.safe_contact_note),
        (_("Telephone number"), readable_telephone(sent.person_telephone) if sent.person_telephone else ""),
        (_("E-mail address"), sent.person_email),
        (_("Address"), sent.person_address),
    ]
    rows += [{"key": key, "value": value} for key, value in optional if value]
    rows += [
        {"key": _("Help is needed with"), "lines": [str(Need(need).label) for need in sent.needs]},
        {"key": _("What the person would like help with"), "value": sent.request, "quote": True},
        {"key": _("What is going well, and who supports them"), "value": sent.strengths},
    ]
    return rows


def referrer_rows(*, name: str, agency: str, team: str, telephone: str) -> list[Row]:
    """Who refers, and how to reach them at work."""
    return [
        {"key": _("Referred by"), "value": name},
        {"key": _("Agency"), "value": agency},
        {"key": _("Team"), "value": team},
        {"key": _("Telephone number of the team"), "value": telephone},
    ]


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
            "title": step.to_state.label if step.is_change else _("New promise of news"),
            "at": step.at.astimezone(LONDON),
            "by": f"{step.by_name}, {step.by_agency_cy if in_welsh else step.by_agency_en}",
            "text": step.note,
        }
        for step in reversed(steps)
    ]


def day_words(on: Any) -> str:
    """A day in words, in the language of the page."""
    return date_format(on, "j F Y") if on else ""
