"""Two people found to be one stay two rows: every foreign key to a person is read for all who are joined.

A new foreign key to Person or SourceRecord fails here until it is said how it follows: see understand/README.md.
"""

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from earlyhelp.understand.models import Person, SourceRecord
from tests.architecture.trees import PACKAGE

QUERIES = PACKAGE / "understand" / "queries"
_EPISODES = "../../solve/queries/episodes.py"
# What hangs on a person, and the file of queries that reads it for all who are joined (`people_of`, `list_joined`).
FOLLOWS = {
    "understand.PersonLink.person": "sources.py",
    "understand.NotSame.person": "sources.py",
    "understand.NotSame.other_person": "sources.py",
    "understand.Assessment.person": "assessments.py",
    "understand.ContactPlan.person": "contacts.py",
    "understand.Strength.person": "entries.py",
    "understand.Circumstance.person": "entries.py",
    "understand.ChildView.person": "entries.py",
    "understand.WarningNote.person": "warnings.py",
    "understand.EntryPin.person": "chronology/about.py",
    "understand.Significance.person": "chronology/about.py",
    "understand.ConsentAnswer.person": "consents.py",
    "understand.CompetenceView.person": "consents.py",
    "understand.NoticeGiven.person": "consents.py",
    "understand.PersonStatement.person": "families.py",
    "understand.Relationship.person": "families.py",
    "understand.Relationship.other": "families.py",
    "understand.HouseholdMember.person": "households.py",
    "understand.HiddenAddress.person": "families.py",
    "understand.Restriction.person": "protection.py",
    "understand.KeptApart.person": "protection.py",
    "understand.KeptApart.other": "protection.py",
    "understand.OwnRecord.person": "protection.py",
    "solve.EpisodeMember.person": _EPISODES,
    "solve.Action.person": _EPISODES,
}
# What stays with the very row that it names, and why that loses nothing.
STAYS = {
    "solve.StepPerson.person": "says whom the other side was asked to take on then",
    "understand.ConsentAnswer.given_by_person": "says who answered then",
    "understand.PersonJoin.person": "it is the joining itself",
    "understand.PersonJoin.into": "it is the joining itself",
    "understand.PersonSearch.person": "says for whom was searched then",
    "understand.PersonSearch.record": "says for which record was searched then",
    "understand.AssessmentDraft.person": "its writer's alone, until it is written for the person who is shown",
    "understand.ChildhoodHistory.person": "its own wall: opened for one person, by name and for a purpose",
    "understand.HistoryPermission.person": "its own wall: a permission is never wider than it was given",
    "understand.HistoryOpening.person": "its own wall: an opening is never wider than it was made",
    "understand.SourceIdentifier.record": "part of the record, and records are never joined",
    "understand.SourceVersion.record": "part of the record, and records are never joined",
    "understand.PartnerEvent.record": "part of the record, and records are never joined",
    "understand.PersonLink.record": "the link of the record itself",
    "understand.NotSame.record": "names the record itself",
    "understand.NotSame.other_record": "names the record itself",
    "solve.GoalVersion.whose": "read through the episode that it belongs to, whoever the person is joined with",
    "solve.Distance.person": "read through the episode that it belongs to, whoever the person is joined with",
    "solve.FamilyLink.reader": "made for one reader of one plan, and never wider",
}


def unsaid(found: Iterable[type[models.Model]]) -> list[str]:
    """Foreign keys to Person and SourceRecord of which nobody said how they follow."""
    return [
        f"{model._meta.label}.{field.name}"
        for model in found
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.related_model in (Person, SourceRecord)
        and f"{model._meta.label}.{field.name}" not in FOLLOWS | STAYS
    ]


def test_every_key_to_a_person_or_a_record_follows() -> None:
    assert not unsaid(apps.get_models(include_auto_created=True))


def test_what_follows_is_read_for_all_who_are_joined() -> None:
    for said, place in FOLLOWS.items():
        text = (QUERIES / place).read_text()
        assert "people_of" in text or "list_joined" in text, f"{said}: {place} reads one person only"


def test_nothing_is_said_of_what_is_not_there() -> None:
    there = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
    }
    assert FOLLOWS.keys() | STAYS.keys() <= there
    assert not FOLLOWS.keys() & STAYS.keys()


@isolate_apps("earlyhelp.solve")
def test_a_key_of_which_nothing_is_said_is_reported() -> None:
    class Visit(models.Model):
        person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
        records = models.ManyToManyField(SourceRecord, related_name="+")

        class Meta:
            app_label = "solve"

    assert unsaid([Visit]) == ["solve.Visit.person", "solve.Visit.records"]
