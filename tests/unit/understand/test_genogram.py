"""How a genogram is drawn: the signs, the lines, and families that do not fit a textbook."""

import itertools
from collections.abc import Sequence

import pytest

from earlyhelp.understand.genogram import (
    WIDTH,
    Chart,
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


def drawn(
    names: str,
    children: Sequence[Child] = (),
    couples: Sequence[Couple] = (),
    siblings: Sequence[Siblings] = (),
) -> Chart:
    nodes = tuple(Node(name, words=(name,), order=name) for name in names.split())
    return lay_out(Tree(nodes, tuple(children), tuple(couples), tuple(siblings)))


def rows(chart: Chart) -> dict[str, int]:
    return {one.node.key: one.row for one in chart.placed}


def in_order(chart: Chart, row: int) -> list[str]:
    return [one.node.key for one in sorted(chart.placed, key=lambda one: one.x) if one.row == row]


def styles(chart: Chart) -> set[str]:
    return {stroke.style for stroke in chart.strokes}


def test_three_generations_stand_below_each_other() -> None:
    chart = drawn(
        "gran granda mum dad child",
        [Child("gran", "mum"), Child("granda", "mum"), Child("mum", "child"), Child("dad", "child")],
        [Couple("gran", "granda"), Couple("mum", "dad")],
    )
    assert rows(chart) == {"gran": 0, "granda": 0, "mum": 1, "dad": 1, "child": 2}
    assert not chart.undrawn


def test_children_stand_between_their_parents_by_age() -> None:
    chart = drawn(
        "mum dad c1 c2",
        [Child(parent, child) for parent in ("mum", "dad") for child in ("c1", "c2")],
        [Couple("mum", "dad")],
    )
    x = {one.node.key: one.x for one in chart.placed}
    assert in_order(chart, 1) == ["c1", "c2"]
    assert (x["mum"] + x["dad"]) / 2 == pytest.approx((x["c1"] + x["c2"]) / 2)


def test_who_married_twice_stands_between_both_and_half_siblings_have_lines_of_their_own() -> None:
    chart = drawn(
        "first mum second elder younger",
        [
            Child("first", "elder"),
            Child("mum", "elder"),
            Child("mum", "younger"),
            Child("second", "younger"),
        ],
        [Couple("first", "mum", is_over=True), Couple("mum", "second")],
    )
    assert in_order(chart, 0)[1] == "mum"
    slashed = [stroke for stroke in chart.strokes if stroke.slashes]
    assert len(slashed) == 1
    assert (
        len([stroke for stroke in chart.strokes if stroke.style == "birth" and len(stroke.points) == 2]) >= 2
    )


def test_three_partners_are_joined_over_the_heads_of_those_between() -> None:
    couples = [Couple("mum", other) for other in ("a", "b", "c")]
    chart = drawn("mum a b c", [], couples)
    assert len(chart.placed) == 4
    assert len({stroke.points for stroke in chart.strokes if stroke.style == "couple"}) >= 3


def test_parents_of_one_child_need_not_be_partners() -> None:
    chart = drawn("mum dad child", [Child("mum", "child"), Child("dad", "child")])
    assert "parents" in styles(chart)
    assert "couple" not in styles(chart)


@pytest.mark.parametrize(
    ("descent", "style"),
    [
        (Descent.ADOPTED, "adopted"),
        (Descent.FOSTERED, "fostered"),
        (Descent.DONOR, "donor"),
        (Descent.STEP, "step"),
        (Descent.KIN, "kin"),
    ],
)
def test_each_line_of_descent_has_a_pattern_and_no_colour(descent: Descent, style: str) -> None:
    chart = drawn("above below", [Child("above", "below", descent)])
    assert style in styles(chart)
    assert "stroke-dasharray" in draw(chart, title="t", description="d")


def test_a_step_parent_who_is_a_parents_partner_has_no_second_line() -> None:
    chart = drawn(
        "mum step child",
        [Child("mum", "child"), Child("step", "child", Descent.STEP)],
        [Couple("mum", "step")],
    )
    assert "step" not in styles(chart)


def test_a_grandparent_stands_two_rows_above_where_nobody_knows_the_parent() -> None:
    assert rows(drawn("gran child", [Child("gran", "child", Descent.KIN, up=2)])) == {"gran": 0, "child": 2}


def test_brothers_and_sisters_without_parents_share_a_bar_and_cousins_do_not() -> None:
    chart = drawn(
        "one two cousin",
        siblings=[Siblings("one", "two"), Siblings("two", "cousin", share_parents=False)],
    )
    assert set(rows(chart).values()) == {0}
    assert "siblings" in styles(chart)
    assert not drawn("one cousin", siblings=[Siblings("one", "cousin", share_parents=False)]).strokes


def test_who_would_be_their_own_ancestor_is_left_out_of_the_lines() -> None:
    circle = [Child("a", "b"), Child("b", "c"), Child("c", "a")]
    chart = drawn("a b c", circle)
    assert chart.undrawn == (circle[2],)
    assert len(chart.placed) == 3


def test_partners_of_different_generations_are_told_and_not_drawn() -> None:
    chart = drawn("a b", [Child("a", "b")], [Couple("a", "b")])
    assert chart.undrawn == (Couple("a", "b"),)


def test_a_family_of_nobody_is_an_empty_drawing() -> None:
    assert lay_out(Tree(())).placed == ()


def test_two_of_a_row_are_never_nearer_than_a_sign_and_its_words() -> None:
    chart = drawn("mum " + " ".join(f"c{n}" for n in range(20)), [Child("mum", f"c{n}") for n in range(20)])
    xs = sorted(one.x for one in chart.placed if one.row == 1)
    assert min(b - a for a, b in itertools.pairwise(xs)) >= WIDTH - 0.01


def test_the_drawing_says_what_it_is_and_escapes_what_people_are_called() -> None:
    node = Node("k", Sign.SQUARE, ("<b>", "30"), "<b>, 30", has_died=True, is_centre=True)
    svg = draw(lay_out(Tree((node,))), title="Family of <b>", description="Nobody else.")
    assert 'role="img"' in svg
    assert "<title id=" in svg
    assert "Family of &lt;b&gt;" in svg
    assert "<b>" not in svg
    assert svg.count("<rect") == 3  # the paper, and a double outline


@pytest.mark.parametrize(
    ("sign", "shape"),
    [(Sign.CIRCLE, "<circle"), (Sign.SQUARE, "<rect"), (Sign.DIAMOND, "<path"), (Sign.TRIANGLE, "<path")],
)
def test_every_sign_has_a_shape_of_its_own(sign: Sign, shape: str) -> None:
    assert shape in draw(lay_out(Tree((Node("k", sign),))), title="t", description="d")


def test_a_child_of_one_parent_is_not_drawn_on_the_line_of_a_couple() -> None:
    chart = drawn(
        "mum dad alone both",
        [Child("mum", "alone"), Child("mum", "both"), Child("dad", "both")],
        [Couple("mum", "dad")],
    )
    downwards = sorted(
        stroke.points[-1][0] for stroke in chart.strokes if stroke.style == "birth" and len(stroke.points) > 1
        and stroke.points[-1][1] - stroke.points[-2][1] > 50
    )  # fmt: skip
    assert len(downwards) == 2
    assert downwards[1] - downwards[0] >= 4
