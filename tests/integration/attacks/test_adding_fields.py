"""Fields that no form has, sent with every form: whose a row is and who wrote it never come from there."""

import re
from pathlib import Path

import pytest
from django import forms
from django.http import QueryDict

from earlyhelp.config.access.pages import list_pages
from earlyhelp.config.access.policy import about
from earlyhelp.config.access.relations import Relation
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role
from earlyhelp.solve.models import Claim
from tests.architecture.people import tables_of_people
from tests.spec.access.examples import address, address_parts
from tests.spec.access.world import World, undone

SOURCE = Path(__file__).resolve().parents[3] / "src" / "earlyhelp"
WHOLESALE = re.compile(r"ModelForm|\*\*request\.POST|request\.POST\.dict\(\)|modelform_factory")


def added(world: World) -> dict[str, str]:
    """What somebody would add to take a row for another agency, or to write in another's name."""
    stranger = world.who("council", Role.DECISION_MAKER, Relation.STRANGER)
    officer = world.case.officer
    owner = {name: str(stranger.agency_id) for name in ("agency", "agency_id", "owner", "controller")}
    writer = {
        name: str(officer.pk)
        for name in (
            "practitioner",
            "practitioner_id",
            "by",
            "recorded_by",
            "recorded_by_id",
            "decided_by",
            "claimed_by",
        )
    }
    return (
        owner
        | writer
        | {"id": str(officer.pk), "pk": str(officer.pk), "state": "closed", "role": "administrator"}
    )


def owned_by(world: World, agency_id: object) -> int:
    """How many rows of people an agency owns."""
    count = 0
    with acting(Actor.system("running", agency_id=agency_id)):  # type: ignore[arg-type]
        for model in tables_of_people():
            names = {one.attname for one in model._meta.concrete_fields}
            if "agency_id" in names and model._meta.label != "govern.AuditEntry":
                count += model._base_manager.filter(agency_id=agency_id).count()
    return count


FORMS = [
    page
    for page in list_pages()
    if page.takes and page.access and {Role.DECISION_MAKER, Role.NOTIFIER} & set(page.access.roles)
]


def test_no_form_gives_a_row_away(world: World) -> None:
    stranger = world.who("council", Role.DECISION_MAKER, Relation.STRANGER)
    before = owned_by(world, stranger.agency_id)
    with undone():
        for page in FORMS:
            subject = about(page)
            assert subject is not None
            assert page.access is not None
            relation = (
                Relation.GRANTED
                if Role.NOTIFIER not in page.access.roles and subject.owner == "force"
                else Relation.INVOLVED
            )
            role = Role.DECISION_MAKER if Role.DECISION_MAKER in page.access.roles else Role.NOTIFIER
            who = world.who(subject.owner, role, relation)
            with undone():
                world.client(who).post(address(page, address_parts(page, world)), added(world))
                assert owned_by(world, stranger.agency_id) == before, page.name
                who.refresh_from_db()
                assert who.role == role


def test_who_claims_a_case_is_who_asked(world: World) -> None:
    page = next(page for page in FORMS if page.name == "solve:claim")
    with undone():
        world.client(world.case.decider).post(address(page, address_parts(page, world)), added(world))
        with acting(Actor(world.case.decider.pk, world.case.decider.agency_id, None, "", "running")):
            live = Claim.objects.filter(released_at=None, notification=world.case.notification)
            assert {(one.practitioner_id, one.agency_id) for one in live} <= {
                (world.case.decider.pk, world.case.partners.council.pk)
            }


def test_no_page_takes_a_form_wholesale() -> None:
    found = [path for path in SOURCE.rglob("*.py") if WHOLESALE.search(path.read_text(encoding="utf-8"))]
    assert not found


def test_a_form_that_took_whatever_is_sent_would_give_it_away(world: World) -> None:
    """What the pages do not do: make the row from the form's own columns."""

    class Wholesale(forms.ModelForm):
        class Meta:
            model = Claim
            fields = "__all__"

    sent = QueryDict(mutable=True)
    sent.update(added(world))
    form = Wholesale(sent)
    form.is_valid()
    assert str(form.cleaned_data["agency"].pk) == added(world)["agency"]


@pytest.mark.parametrize(
    "text", ["class Edit(forms.ModelForm):", "save(**request.POST)", "request.POST.dict()"]
)
def test_taking_a_form_wholesale_would_be_noticed(text: str) -> None:
    assert WHOLESALE.search(text)
