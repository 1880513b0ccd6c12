"""Groups of records: joined while their pairs weigh enough together, cut where one bridge holds two people."""

from itertools import combinations, permutations

from earlyhelp.understand.linkage.batch.clusters import groups


def sets(found):
    return sorted(map(sorted, found))


def test_records_that_all_agree_are_one_person():
    assert sets(groups([(1, 2, 9.0), (1, 3, 8.0), (2, 3, 7.0)])) == [[1, 2, 3]]


def test_a_single_bridge_between_two_people_is_cut():
    first = [(a, b, 10.0) for a, b in combinations((1, 2, 3), 2)]
    second = [(a, b, 10.0) for a, b in combinations((4, 5, 6), 2)]
    apart = [(a, b, 11.0 if (a, b) == (3, 4) else -9.0) for a in (1, 2, 3) for b in (4, 5, 6)]
    assert sets(groups([*first, *second, *apart])) == [[1, 2, 3], [4, 5, 6]]


def test_one_doubtful_pair_does_not_part_records_that_all_others_hold_together():
    pairs = [(1, 2, 10.0), (1, 3, 10.0), (2, 3, -3.0)]
    assert sets(groups(pairs)) == [[1, 2, 3]]


def test_a_very_sure_pair_counts_no_more_than_a_sure_one():
    assert sets(groups([(1, 2, 90.0), (2, 3, 90.0), (1, 3, -40.0)], 2.0)) == [[1, 2], [3]]


def test_the_order_of_the_pairs_changes_nothing():
    pairs = [(1, 2, 6.0), (2, 3, 6.0), (1, 3, -8.0), (3, 4, 5.0)]
    assert len({str(sets(groups(list(each)))) for each in permutations(pairs)}) == 1
