"""Whatever a family is like: everybody is drawn once, nobody on another, and no line passes through anybody."""

from collections import Counter
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from earlyhelp.understand.genogram import Chart, Child, Couple, Descent, Node, Siblings, Sign, Tree, lay_out

MOST = 20


@st.composite
def families(draw: st.DrawFn) -> Tree:
    """Any people, anyhow related: circles, remarriages and contradictions too."""
    size = draw(st.integers(1, MOST))
    keys = [f"p{number}" for number in range(size)]
    nodes = tuple(Node(key, draw(st.sampled_from(Sign)), (key,)) for key in keys)
    who = st.sampled_from(keys)
    pairs = st.lists(st.tuples(who, who).filter(lambda pair: pair[0] != pair[1]), max_size=size, unique=True)
    if size == 1:
        return Tree(nodes)
    children = tuple(
        Child(one, other, draw(st.sampled_from(Descent)), draw(st.sampled_from([1, 1, 1, 2])))
        for one, other in draw(pairs)
    )
    couples = tuple(Couple(*sorted(pair), draw(st.booleans())) for pair in draw(pairs))
    siblings = tuple(Siblings(*pair) for pair in draw(pairs))
    return Tree(nodes, children, couples, siblings)


def overlaps(chart: Chart) -> list[tuple[str, str]]:
    """Pairs of people whose signs or words stand on each other."""
    found = []
    for one, other in combinations(chart.placed, 2):
        a, b = one.box, other.box
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]:
            found.append((one.node.key, other.node.key))
    return found


def crossings(chart: Chart) -> list[str]:
    """People through whose sign or words a line passes, other than where it ends."""
    found = []
    for stroke in chart.strokes:
        for (x1, y1), (x2, y2) in zip(stroke.points, stroke.points[1:], strict=False):
            for placed in chart.placed:
                left, top, right, foot = placed.box
                own = (abs(x1 - placed.x) <= 24 and y1 <= placed.y + 24) or (
                    abs(x2 - placed.x) <= 24 and y2 <= placed.y + 24
                )
                inside = (
                    min(x1, x2) < right - 1
                    and max(x1, x2) > left + 1
                    and min(y1, y2) < foot - 1
                    and max(y1, y2) > top + 1
                )
                if inside and not own and not _beside_the_sign(placed.y, y1, y2):
                    found.append(placed.node.key)
    return found


def _beside_the_sign(y: float, y1: float, y2: float) -> bool:
    """A horizontal piece at the height of a sign leaves its own person through the room beside the sign."""
    return y1 == y2 and abs(y1 - y) <= 22


@settings(max_examples=150, deadline=None)
@given(families())
def test_everybody_is_drawn_once_and_nobody_on_another(tree: Tree) -> None:
    chart = lay_out(tree)
    assert Counter(one.node.key for one in chart.placed) == Counter(node.key for node in tree.nodes)
    assert not overlaps(chart)
    for one in chart.placed:
        left, top, right, foot = one.box
        assert left >= 0
        assert top >= 0
        assert right <= chart.width
        assert foot <= chart.height + 1


@settings(max_examples=150, deadline=None)
@given(families())
def test_no_line_passes_through_anybody(tree: Tree) -> None:
    assert not crossings(lay_out(tree))


@settings(max_examples=100, deadline=None)
@given(families())
def test_parents_stand_above_their_children(tree: Tree) -> None:
    chart = lay_out(tree)
    rows = {one.node.key: one.row for one in chart.placed}
    left_out = set(chart.undrawn)
    for line in tree.children:
        assert line in left_out or rows[line.parent] < rows[line.child]
    for couple in tree.couples:
        assert couple in left_out or rows[couple.one] == rows[couple.other]
