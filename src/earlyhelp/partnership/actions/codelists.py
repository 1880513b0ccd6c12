"""Changing a list of choices: always one version more, with what stood there before in the audit."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.codelists import OWN, CodeList, Words
from earlyhelp.partnership import codewords
from earlyhelp.partnership.models import Agency, CodeChange
from earlyhelp.partnership.queries.codelists import list_choices
from earlyhelp.partnership.rules import codelists as rules
from earlyhelp.partnership.rules.codelists import Choice


@dataclass(frozen=True, slots=True)
class Said:
    """What a choice is called in both languages, and why that is changed."""

    words_en: str
    words_cy: str
    why: str


@transaction.atomic
def add_choice(*, by: Actor, listed: CodeList, group: str, said: Said, at: datetime) -> CodeChange:
    """Add a choice of one's own to a list. Raises NotAllowed, CannotChangeList, SaidTwice."""
    _lock(by, listed)
    rules.check_can_grow(listed, group)
    choice = Choice(_new_code(), group, _words(said), own=True)
    rules.check_change(choice, list_choices(by, listed))
    return _write(by, listed, None, choice, said.why, at)


@transaction.atomic
def change_choice(
    *, by: Actor, listed: CodeList, value: str, said: Said, offered: bool, at: datetime
) -> CodeChange | None:
    """Say a choice in other words, offer it no longer, or offer it again; None when nothing differs.

    Raises NotAllowed, CannotChangeList, SaidTwice, or KeyError for a choice that is not in the list.
    """
    _lock(by, listed)
    standing = {one.value: one for one in list_choices(by, listed)}
    before = standing.pop(value)
    after = replace(before, words=_words(said), offered=offered)
    if after == before:
        return None
    rules.check_change(after, list(standing.values()))
    return _write(by, listed, before, after, said.why, at)


def _lock(by: Actor, listed: CodeList) -> None:
    """Two at once: the agency's row keeps the versions in one line."""
    agency = Agency.objects.select_for_update(of=("self",)).get(pk=by.agency_key)
    rules.check_may_keep(by, listed, agency_kind=agency.kind, leads=agency.leads)


def _words(said: Said) -> Words:
    return Words(" ".join(said.words_en.split()), " ".join(said.words_cy.split()))


def _new_code() -> str:
    """A code that no other agency's choice has, so that figures never take two for one."""
    return f"{OWN}{secrets.token_hex(4)}"


def _write(
    by: Actor, listed: CodeList, before: Choice | None, after: Choice, why: str, at: datetime
) -> CodeChange:
    # A shared list has one line of versions, whoever led the programme when they were made.
    own = CodeChange.objects.filter(code_list=listed.code)
    own = own if listed.shared else own.filter(agency_id=by.agency_key)
    newest = own.aggregate(number=Max("number"))["number"] or 0
    made = CodeChange.objects.create(
        agency_id=by.agency_key,
        code_list=listed.code,
        number=newest + 1,
        value=after.value,
        group=after.group,
        words_en=after.words.en,
        words_cy=after.words.cy,
        offered=after.offered,
        why=why.strip(),
        made_by_id=by.practitioner_key,
        made_at=at,
    )
    detail = {
        "list": listed.code,
        "version": made.number,
        "choice": after.value,
        "before": _told(before),
        "after": _told(after),
    }
    did = "code_list.changed" if before else "code_list.added"
    audit.record(by=by, did=did, target=made, at=at, reason=made.why, detail=detail)
    codewords.forget()
    transaction.on_commit(codewords.forget)
    return made


def _told(choice: Choice | None) -> dict[str, str | bool] | None:
    if choice is None:
        return None
    return {"words_en": choice.words.en, "words_cy": choice.words.cy, "offered": choice.offered}
