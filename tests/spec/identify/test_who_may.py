"""Who may send a notification and who may read one."""

from dataclasses import replace

import pytest

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.rules import Page, check_may_read, check_may_submit, typed_of_page
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import Role

FORCE, HUB, CHARITY = new_id(), new_id(), new_id()
WRITER, SOMEBODY_ELSE = new_id(), new_id()
READERS = [
    # role                  who            agency   may send  may read
    (Role.NOTIFIER,         WRITER,        FORCE,   True,     True),
    (Role.NOTIFIER,         SOMEBODY_ELSE, FORCE,   True,     False),
    (Role.DECISION_MAKER,   SOMEBODY_ELSE, HUB,     False,    True),
    (Role.DECISION_MAKER,   SOMEBODY_ELSE, FORCE,   False,    False),
    (Role.SERVICE_WORKER,   SOMEBODY_ELSE, CHARITY, False,    False),
    (Role.SERVICE_WORKER,   SOMEBODY_ELSE, HUB,     False,    False),
    (Role.AUDITOR,          SOMEBODY_ELSE, FORCE,   False,    False),
    (Role.ADMINISTRATOR,    SOMEBODY_ELSE, FORCE,   False,    False),
    ("system",              None,          HUB,     False,    True),
    ("system",              None,          None,    False,    False),
    ("",                    None,          None,    False,    False),
]  # fmt: skip


@pytest.mark.parametrize(("role", "who", "agency", "sends", "reads"), READERS)
def test_who_sends_and_who_reads(role: str, who: object, agency: object, sends: bool, reads: bool) -> None:
    by = Actor(who, agency, new_id(), role, Purpose.EARLY_HELP)  # type: ignore[arg-type]
    assert _allowed(lambda: check_may_submit(by)) == sends
    assert _allowed(lambda: check_may_read(by, submitted_by=WRITER, front_door_agency=HUB)) == reads


@pytest.mark.parametrize("without", ["practitioner_id", "agency_id", "team_id"])
def test_nobody_sends_without_a_name_an_agency_and_a_team(without: str) -> None:
    by = Actor(WRITER, FORCE, new_id(), Role.NOTIFIER, Purpose.EARLY_HELP)
    with pytest.raises(NotAllowed):
        check_may_submit(replace(by, **{without: None}))  # type: ignore[arg-type]


PAGES = [
    # kept before                          sent                   page         kept after
    ({},                                   {"place": ["a"]},      Page.REPORT, {"place": ["a"]}),
    ({"place": ["a"], "area": ["b"]},      {"place": ["c"]},      Page.REPORT, {"place": ["c"]}),
    ({"told_whom": ["a"]},                 {"place": ["c"]},      Page.REPORT, {"told_whom": ["a"], "place": ["c"]}),
    ({"told_whom": ["a"], "place": ["b"]}, {"told_time": ["9"]},  Page.TOLD,   {"told_time": ["9"], "place": ["b"]}),
    ({"place": ["b"]}, {"told_whom": ["x"], "place": ["y"]},      Page.TOLD,   {"told_whom": ["x"], "place": ["b"]}),
]  # fmt: skip


@pytest.mark.parametrize(("before", "sent", "page", "after"), PAGES)
def test_saving_one_page_leaves_the_other(
    before: dict[str, list[str]], sent: dict[str, list[str]], page: Page, after: dict[str, list[str]]
) -> None:
    assert typed_of_page(before, sent, page) == after


def _allowed(check: object) -> bool:
    try:
        check()  # type: ignore[operator]
    except NotAllowed:
        return False
    return True
