"""A family as a drawing and, with the same content, as words: nothing stands in the one that is not in the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from earlyhelp.kit.actor import Actor
from earlyhelp.understand import rules
from earlyhelp.understand.choices.families import Kind, Life, Sex
from earlyhelp.understand.facts import PARENTAL
from earlyhelp.understand.genogram import (
    Child,
    Couple,
    Descent,
    Node,
    Siblings,
    Sign,
    Tree,
    draw,
    lay_out,
)
from earlyhelp.understand.queries.families import Bond, Family
from earlyhelp.understand.queries.said import Known

_WIDEST: Final = 17  # letters below a sign
_SIGNS: Final = {Sex.FEMALE: Sign.CIRCLE, Sex.MALE: Sign.SQUARE}
_DESCENTS: Final = {
    Kind.PARENT: Descent.BIRTH,
    Kind.BIRTH_PARENT: Descent.BIRTH,
    Kind.ADOPTIVE_PARENT: Descent.ADOPTED,
    Kind.FOSTER_CARER: Descent.FOSTERED,
    Kind.SPECIAL_GUARDIAN: Descent.FOSTERED,
    Kind.STEP_PARENT: Descent.STEP,
    Kind.DONOR: Descent.DONOR,
}
_SIBLINGS: Final = {Kind.SIBLING, Kind.BIRTH_SIBLING}
_SAME_ROW: Final = {Kind.HALF_SIBLING, Kind.STEP_SIBLING, Kind.COUSIN}


@dataclass(frozen=True, slots=True)
class Line:
    """One relationship in words: the person, what they are, to whom, since when, and who said so."""

    person: Known
    term: str
    other: Known
    dates: str
    marks: tuple[str, ...]
    said_by: str
    bond: Bond


@dataclass(frozen=True, slots=True)
class Drawing:
    """A family drawn (`svg`) and told (`lines`). `undrawn` says that something contradicts the rest."""

    svg: str
    lines: tuple[Line, ...]
    people: tuple[Known, ...]
    undrawn: bool


def draw_family(by: Actor, family: Family) -> Drawing:
    """Draw a family that the actor has been shown. Reads no table."""
    chart = lay_out(_tree(family))
    lines = tuple(_lines(family))
    title = _("Family tree of %(name)s") % {"name": family.centre.called}
    told = ". ".join(
        _told(known, lines) for known in family.people.values() if family.bonds_of(known.person_id)
    )
    svg = draw(chart, title=title, description=told or _("Nobody else is recorded in this family yet."))
    rows = {UUID(one.node.key): (one.row, one.x) for one in chart.placed}
    people = sorted(family.people.values(), key=lambda known: rows.get(known.person_id, (99, 0)))
    return Drawing(svg, lines, tuple(people), bool(chart.undrawn))


def _told(known: Known, lines: Iterable[Line]) -> str:
    """One person and what others are to them, as it is read out."""
    mine = [f"{one.person.called}: {one.term}" for one in lines if one.other.person_id == known.person_id]
    return f"{known.called} – {'; '.join(mine)}"


def _tree(family: Family) -> Tree:
    drawn = [bond for bond in family.bonds if bond.row.kind not in _OUTSIDE]
    keys = {family.centre_id} | {key for bond in drawn for key in (bond.person_id, bond.other_id)}
    nodes = tuple(_node(family.people[key], key == family.centre_id) for key in family.people if key in keys)
    return Tree(
        nodes,
        tuple(_children(drawn)),
        tuple(
            Couple(str(bond.person_id), str(bond.other_id), bond.row.is_over)
            for bond in drawn
            if bond.row.kind == Kind.PARTNER
        ),
        tuple(
            Siblings(str(bond.person_id), str(bond.other_id), share_parents=bond.row.kind in _SIBLINGS)
            for bond in drawn
            if bond.row.kind in _SIBLINGS | _SAME_ROW
        ),
    )


# These stand in the words below the drawing; a genogram has no line for them.
_OUTSIDE: Final = {Kind.FRIEND, Kind.NEIGHBOUR, Kind.TRUSTED_ADULT, Kind.CARER, Kind.RELATIVE}


def _children(bonds: list[Bond]) -> Iterable[Child]:
    """Lines of descent. A grandparent's own line is drawn only where the parent between is not known."""
    parents = {(bond.person_id, bond.other_id) for bond in bonds if bond.row.kind in PARENTAL}
    siblings = {
        pair
        for bond in bonds
        if bond.row.kind in _SIBLINGS | _SAME_ROW
        for pair in ((bond.person_id, bond.other_id), (bond.other_id, bond.person_id))
    }
    siblings |= {
        (one, two) for above, one in parents for other, two in parents if above == other and one != two
    }
    for bond in bonds:
        person, kind, other = bond.person_id, Kind(bond.row.kind), bond.other_id
        if kind in _DESCENTS:
            yield Child(str(person), str(other), _DESCENTS[kind])
        elif kind is Kind.GRANDPARENT:
            if not any(parent == person and (child, other) in parents for parent, child in parents):
                yield Child(str(person), str(other), Descent.KIN, up=2)
        elif kind is Kind.AUNT_UNCLE and not any(
            one == person and (parent, other) in parents for one, parent in siblings
        ):
            yield Child(str(person), str(other), Descent.KIN)


def _node(known: Known, is_centre: bool) -> Node:  # noqa: FBT001
    sign = _SIGNS.get(Sex(known.sex), Sign.DIAMOND)
    name, age = known.called, known.age_words
    return Node(
        str(known.person_id),
        Sign.TRIANGLE if known.life == Life.UNBORN else sign,
        tuple(line for line in (*_wrapped(name), *_wrapped(age)) if line),
        f"{name}, {age}" if age else name,
        order=known.born_on.isoformat() if known.born_on else "",
        has_died=known.life == Life.DIED,
        is_centre=is_centre,
    )


def _wrapped(words: str) -> list[str]:
    """At most two lines below a sign. What does not fit is in the sign's title and in the words beside the drawing."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _WIDEST:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    cut = [line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…" for line in lines]
    return cut if len(cut) <= 2 else [cut[0], f"{cut[1][: _WIDEST - 1]}…"]


def _lines(family: Family) -> Iterable[Line]:
    for bond in family.bonds:
        for key in (bond.person_id, bond.other_id):
            yield Line(
                family.people[key],
                bond.term_for(key).label,
                family.people[bond.other_than(key)],
                dates_of(bond),
                tuple(_marks(bond)),
                bond.row.said_by,
                bond,
            )


def dates_of(bond: Bond) -> str:
    """From when to when two are something to each other, as far as anybody knows."""
    return span_words(bond.span)


def span_words(span: rules.Span) -> str:
    """From when to when, as far as anybody knows. Empty when nobody knows anything."""
    if span.first and span.last:
        return _("%(first)s to %(last)s") % {"first": span.first.words, "last": span.last.words}
    if span.first:
        if span.is_over:
            return _("Since %(first)s, and it has ended") % {"first": span.first.words}
        return _("Since %(first)s") % {"first": span.first.words}
    if span.last:
        return _("Until %(last)s") % {"last": span.last.words}
    return _("Has ended") if span.is_over else ""


def _marks(bond: Bond) -> Iterable[str]:
    row = bond.row
    if row.responsibility:
        yield str(row.get_responsibility_display())
    if row.is_main_carer:
        yield _("Main carer")
    if row.is_informal_carer:
        yield _("Informal carer")


def list_generations(by: Actor, family: Family) -> dict[int, list[Known]]:
    """Those who stand in a generation with the centre of the family, which is 0. Reads no table."""
    chart = lay_out(_tree(family))
    placed = sorted(chart.placed, key=lambda one: (one.row, one.x))
    own = next(one.row for one in placed if one.node.is_centre)
    rows: dict[int, list[Known]] = {}
    for one in placed:
        rows.setdefault(one.row - own, []).append(family.people[UUID(one.node.key)])
    return rows
