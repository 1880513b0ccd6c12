"""What the groups of measures are called: every code by its name, in both languages, and never a bare code."""

import pytest
from django.utils.translation import override

from earlyhelp.evaluate.measures.catalogue import MEASURES
from earlyhelp.evaluate.measures.concentration import CURVE, TOP
from earlyhelp.evaluate.measures.gaps import WINDOWS
from earlyhelp.evaluate.measures.repeat import BANDS
from earlyhelp.evaluate.measures.words import WORDS, label_of

SAYS = [
    # group, measure, in English, in Welsh
    ("030", "repeat_person", "Within 30 days", "O fewn 30 diwrnod"),
    ("030", "lorenz_person", "Quietest share: 30 per cent", "Cyfran dawelaf: 30 y cant"),
    ("top_01", "top_share_person", "Busiest share: 1 per cent", "Cyfran brysuraf: 1 y cant"),
    ("04", "incidents_per_person", "Number of incidents: 4", "Nifer y digwyddiadau: 4"),
    ("20_up", "incidents_per_person", "Number of incidents: 20 or more", "Nifer y digwyddiadau: 20 neu fwy"),
    ("180", "time_to_next", "By day 180", "Erbyn diwrnod 180"),
    ("arrest", "contacts_before_after", "Arrest", "Arestio"),
    ("W06000013", "demand_share", "Bridgend", "Pen-y-bont ar Ogwr"),
    ("WELFARE_CONCERN", "demand_closing", "Concern for safety", "Pryder am ddiogelwch"),
    (
        "crime>welfare",
        "reclassified",
        "Opened as: Crime. Closed as: Public safety and welfare.",
        "Agorwyd fel: Trosedd. Caewyd fel: Diogelwch a lles y cyhoedd.",
    ),
    ("Burglary", "street_context", "Burglary", "Bwrgleriaeth"),
]


@pytest.mark.parametrize(("group", "measure", "english", "welsh"), SAYS)
def test_a_group_is_called_by_its_name(group: str, measure: str, english: str, welsh: str) -> None:
    with override("en"):
        assert label_of(group, measure) == english
    with override("cy"):
        assert label_of(group, measure) == welsh


def test_every_group_that_a_measure_makes_has_words() -> None:
    codes = {one.code for one in MEASURES}
    made = {
        "lorenz_person": CURVE,
        "top_share_person": TOP,
        "repeat_person": WINDOWS,
        "incidents_per_person": BANDS,
    }
    assert made.keys() <= codes
    for measure, groups in made.items():
        assert not [group for group in groups if label_of(group, measure) == group]
    assert all(str(words) for words in WORDS.values())
