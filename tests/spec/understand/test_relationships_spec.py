"""What people can be to each other: the table, its inverses, and who sees which."""

import pytest

from earlyhelp.understand.choices.families import Kind, WhoSees
from earlyhelp.understand.facts import BOTH, inverse_of, term_of, terms

PAIRS = [
    ("parent", "child"),
    ("step_parent", "step_child"),
    ("adoptive_parent", "adopted_child"),
    ("foster_carer", "foster_child"),
    ("special_guardian", "child_in_guardianship"),
    ("birth_parent", "birth_child"),
    ("donor", "born_by_donation"),
    ("grandparent", "grandchild"),
    ("aunt_uncle", "niece_nephew"),
    ("carer", "cared_for"),
    ("trusted_adult", "trusting"),
    ("sibling", "sibling"),
    ("half_sibling", "half_sibling"),
    ("step_sibling", "step_sibling"),
    ("birth_sibling", "birth_sibling"),
    ("cousin", "cousin"),
    ("partner", "partner"),
    ("former_partner", "former_partner"),
    ("relative", "relative"),
    ("friend", "friend"),
    ("neighbour", "neighbour"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_what_the_other_then_is(one: str, other: str) -> None:
    assert inverse_of(terms()[one]).term == other
    assert inverse_of(terms()[other]).term == one
    assert terms()[one].up == -terms()[other].up


def test_the_pairs_are_the_whole_table() -> None:
    assert {term for pair in PAIRS for term in pair} == set(terms())
    assert {term.kind for term in terms().values()} == set(Kind)


def test_every_word_stands_in_both_languages() -> None:
    for term in terms().values():
        assert term.en
        assert term.cy
        assert term.cy != term.en or term.term == "partner"


def test_what_is_kept_back() -> None:
    kept = {term.kind for term in terms().values() if term.sees is WhoSees.RESTRICTED}
    assert kept == {Kind.BIRTH_PARENT, Kind.BIRTH_SIBLING, Kind.DONOR}


def test_a_partnership_that_is_over_has_its_own_word() -> None:
    assert term_of("partner", first=True, is_over=False).term == "partner"
    assert term_of("partner", first=False, is_over=True).term == "former_partner"
    assert term_of("friend", first=True, is_over=True).term == "friend"
    assert terms()["former_partner"].end == BOTH
    with pytest.raises(KeyError):
        term_of("enemy", first=True, is_over=False)
