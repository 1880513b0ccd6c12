"""One set of trained numbers: a candidate on a screen weighs what the same two records weigh in a table."""

from datetime import date
from math import log2

import pytest

from earlyhelp.kit import names
from earlyhelp.kit.identity import Identity
from earlyhelp.understand.linkage import Field, Level, explain
from earlyhelp.understand.linkage.weights import BITS, BY_SHARE, TRAINED, trained

TODAY = date(2026, 11, 22)


def step(comparison, name):
    return next(each for each in TRAINED.named(comparison).steps if each.name == name)


@pytest.mark.parametrize(
    ("field", "level", "comparison", "name"),
    [
        (Field.TELEPHONE, Level.SAME, "telephone", "same"),
        (Field.TELEPHONE, Level.DIFFERENT, "telephone", "different"),
        (Field.IDENTIFIER, Level.SAME, "id_1", "same"),
        (Field.IDENTIFIER, Level.DIFFERENT, "id_1", "different"),
        (Field.DATE_OF_BIRTH, Level.SAME, "born", "same"),
        (Field.DATE_OF_BIRTH, Level.SWAPPED, "born", "swapped"),
        (Field.FAMILY_NAME, Level.DIFFERENT, "family", "different"),
        (Field.POSTCODE, Level.SAME, "place", "same_postcode"),
    ],
)
def test_what_a_screen_finds_weighs_what_the_table_learnt(field, level, comparison, name):
    assert BITS[field][level] == pytest.approx(step(comparison, name).bits)


@pytest.mark.parametrize(("kind", "comparison"), [(Field.GIVEN_NAME, "given"), (Field.FAMILY_NAME, "family")])
def test_names_weigh_by_how_common_they_are_as_in_a_table(kind, comparison):
    same = step(comparison, "same")
    for share in (0.05, 0.0001):
        rare = -log2(share)
        in_a_table = same.bits + same.share_weight * (rare - same.usual_bits)
        assert BY_SHARE[kind][Level.SAME].bits(share) == pytest.approx(in_a_table)


def test_a_candidate_is_explained_with_these_numbers():
    one = Identity("Seren", "Llewelyn", date_of_birth=date(2011, 6, 20), telephone="07700 900456")
    found = {each.field: each for each in explain(one, one, on=TODAY).findings}
    assert found[Field.DATE_OF_BIRTH].weight == pytest.approx(step("born", "same").bits)
    share = names.share(("seren",), names.Kind.GIVEN)
    assert found[Field.GIVEN_NAME].weight == pytest.approx(trained("given", "same").bits(share))
