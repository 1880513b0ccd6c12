"""What a genogram is drawn from, and what comes out: plain values, in pixels."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

SIZE: Final = 44  # a person's sign
WIDTH: Final = 150  # from one person to the next, at least
LABEL: Final = 120  # the widest that words below a sign may be
LINE: Final = 16  # one line of words
LINES: Final = 4  # the most lines below a sign


class Sign(StrEnum):
    """The sign for a person, by McGoldrick's convention; none of them relies on a colour."""

    CIRCLE = "circle"  # female
    SQUARE = "square"  # male
    DIAMOND = "diamond"  # described in another way, or not known
    TRIANGLE = "triangle"  # not born yet


class Descent(StrEnum):
    """How somebody stands to the generation before."""

    BIRTH = "birth"
    ADOPTED = "adopted"
    FOSTERED = "fostered"
    STEP = "step"
    DONOR = "donor"
    KIN = "kin"  # a grandparent, aunt or uncle where nobody knows the parent between


@dataclass(frozen=True, slots=True)
class Node:
    """One person. `words` stand below the sign, `order` sorts brothers and sisters (such as a date of birth)."""

    key: str
    sign: Sign = Sign.DIAMOND
    words: tuple[str, ...] = ()
    title: str = ""
    order: str = ""
    has_died: bool = False
    is_centre: bool = False


@dataclass(frozen=True, slots=True)
class Child:
    """Somebody stands to somebody of an earlier generation. `up` is how many generations lie between."""

    parent: str
    child: str
    descent: Descent = Descent.BIRTH
    up: int = 1


@dataclass(frozen=True, slots=True)
class Couple:
    """Two partners, now or before."""

    one: str
    other: str
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Siblings:
    """Two of one generation, whether or not their parents are known: brothers and sisters, cousins."""

    one: str
    other: str
    share_parents: bool = True


@dataclass(frozen=True, slots=True)
class Tree:
    """A family, as far as it can be drawn."""

    nodes: tuple[Node, ...]
    children: tuple[Child, ...] = ()
    couples: tuple[Couple, ...] = ()
    siblings: tuple[Siblings, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A person in the drawing: the middle of their sign."""

    node: Node
    row: int
    x: float
    y: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the sign with the words below it."""
        half = SIZE / 2
        return self.x - LABEL / 2, self.y - half, self.x + LABEL / 2, self.y + half + 4 + LINE * LINES


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line of the drawing, from corner to corner. `slashes` marks where a relationship that is over is crossed."""

    points: tuple[tuple[float, float], ...]
    style: str
    slashes: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing: people, lines, its size, and what could not be drawn because it contradicts the rest."""

    placed: tuple[Placed, ...]
    strokes: tuple[Stroke, ...]
    width: float
    height: float
    undrawn: tuple[Child | Couple, ...] = field(default=())
