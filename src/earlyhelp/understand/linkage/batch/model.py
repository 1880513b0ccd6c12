"""A trained model: what was compared and what each finding weighs. Kept as one JSON file that people can read."""

import json
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Any, Final

from earlyhelp.understand.linkage.batch.faults import CannotLink, Fault
from earlyhelp.understand.linkage.batch.settings import PLACE, PLACE_TOWN, one_compared

VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class WeighedStep:
    """One way in which two values can stand, with both chances."""

    name: str
    condition: str
    m: float
    u: float
    by_share: str = ""
    share_weight: float = 1.0

    @property
    def bits(self) -> float:
        """What the finding weighs: log2(m / u)."""
        return log2(self.m / self.u)

    @property
    def usual_bits(self) -> float:
        """How rare the values are that agree by chance: bits of u."""
        return -log2(self.u)


@dataclass(frozen=True, slots=True)
class Weighed:
    """One comparison with what its steps weigh."""

    name: str
    unknown: str
    steps: tuple[WeighedStep, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that is needed to score pairs. ``prior`` is the chance that two records at random are one person."""

    comparisons: tuple[Weighed, ...]
    prior: float
    threshold: float = 0.8
    records: int = 0
    trained_on: str = ""

    @property
    def prior_bits(self) -> float:
        """The odds of the prior in bits."""
        return log2(self.prior / (1 - self.prior))

    def named(self, name: str) -> Weighed | None:
        """One comparison by name."""
        return next((each for each in self.comparisons if each.name == name), None)


def write_model(model: Model, path: Path) -> None:
    """Write a model whole or not at all. Raises CannotLink when the folder is not there."""
    if not path.parent.is_dir():
        raise CannotLink(Fault.NO_FOLDER, str(path.parent))
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps(said_of(model), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(path)


def said_of(model: Model) -> dict[str, Any]:
    """A model as plain values: names and chances. Conditions are code and stay in ``settings``: no file brings SQL."""
    return {
        "version": VERSION,
        "trained_on": model.trained_on,
        "records": model.records,
        "prior": model.prior,
        "threshold": model.threshold,
        "comparisons": {
            each.name: {step.name: {"m": round(step.m, 9), "u": round(step.u, 12)} for step in each.steps}
            for each in model.comparisons
        },
    }


def read_model(path: Path) -> Model:
    """Read a model. Raises CannotLink."""
    if not path.is_file():
        raise CannotLink(Fault.NO_MODEL, str(path))
    try:
        return model_of(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as problem:
        raise CannotLink(Fault.MODEL_NOT_READABLE, str(path)) from problem


def model_of(said: dict[str, Any]) -> Model:
    """The model of plain values. Raises ValueError, KeyError or TypeError when they are not those of a model."""
    chances: dict[str, dict[str, dict[str, float]]] = said["comparisons"]
    with_town = PLACE_TOWN.name in chances.get(PLACE.name, {})
    comparisons = []
    for name, own in chances.items():
        each = one_compared(name, with_town=with_town)
        steps = tuple(
            WeighedStep(step.name, step.condition, _chance(own[step.name]["m"]), _chance(own[step.name]["u"]),
                        step.by_share, step.share_weight)
            for step in each.steps
        )  # fmt: skip
        comparisons.append(Weighed(each.name, each.unknown, steps))
    return Model(
        comparisons=tuple(comparisons),
        prior=_chance(said["prior"]),
        threshold=_chance(said["threshold"]),
        records=int(said["records"]),
        trained_on=str(said["trained_on"]),
    )


def _chance(said: float) -> float:
    chance = float(said)
    if not 0 < chance < 1:
        raise ValueError("a chance lies between 0 and 1")
    return chance
