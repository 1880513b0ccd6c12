"""A table may point at tables of its own room and of the rooms below it, by class or by string."""

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.architecture.trees import DOWNWARD

# Rooms that stand beside each other: neither may point at the other.
BESIDE = ({"desk", "exchange", "synth"}, {"signpost", "develop"})


def upward(found: Iterable[type[models.Model]]) -> list[str]:
    """Foreign keys and many-to-many fields that point at a later room, or at one beside."""
    wrong = []
    for model in found:
        here = model._meta.app_label
        for field in (*model._meta.fields, *model._meta.many_to_many):
            target = field.related_model
            if target is None or here not in DOWNWARD:
                continue
            there = target._meta.app_label
            if there != here and there in DOWNWARD and not _stands_above(here, there):
                wrong.append(
                    f"{model.__name__}.{field.name} points up at {target.__name__} ({here} → {there})"
                )
    return wrong


def _stands_above(here: str, there: str) -> bool:
    if any({here, there} <= rooms for rooms in BESIDE):
        return False
    return DOWNWARD.index(here) < DOWNWARD.index(there)


def test_our_foreign_keys_point_down() -> None:
    assert not upward(apps.get_models())


@isolate_apps("earlyhelp.identify", "earlyhelp.solve")
def test_a_key_that_points_up_is_reported_though_it_is_a_string() -> None:
    class Verdict(models.Model):
        class Meta:
            app_label = "solve"

    class Story(models.Model):
        verdict = models.ForeignKey("solve.Verdict", on_delete=models.PROTECT)
        verdicts = models.ManyToManyField("solve.Verdict", related_name="+")

        class Meta:
            app_label = "identify"

    assert len(upward([Verdict, Story])) == 2


@isolate_apps("earlyhelp.identify", "earlyhelp.solve")
def test_a_key_that_points_down_is_left_in_peace() -> None:
    class Told(models.Model):
        class Meta:
            app_label = "identify"

    class Judged(models.Model):
        told = models.ForeignKey(Told, on_delete=models.PROTECT)

        class Meta:
            app_label = "solve"

    assert not upward([Told, Judged])
