"""Needs that no service met in the year, so that the figures have something to show. Nobody stands in them."""

from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from earlyhelp.identify.choices import Need
from earlyhelp.partnership.models import Area
from earlyhelp.signpost.choices import NeedLevel
from earlyhelp.signpost.choices.finding import AgeGroup, WhyUnmet
from earlyhelp.signpost.models import UnmetNeed
from earlyhelp.synth.load.copying import OWNER, copy_rows

# How often in the year, by council: the area of the demonstration most, its neighbours less, some too seldom to show.
_OFTEN = {"W06000013": 64, "W06000012": 27, "W06000016": 41, "W06000014": 12, "W06000015": 33, "W06000011": 3}
_NEEDS = (
    *(Need.MENTAL_HEALTH,) * 5,
    *(Need.HOUSING,) * 4,
    *(Need.LONELINESS,) * 2,
    Need.SUBSTANCES,
    Need.DISABILITY,
    Need.CARING,
)
_WHY = (*(WhyUnmet.NO_ROOM,) * 5, *(WhyUnmet.TOO_LONG,) * 3, WhyUnmet.LANGUAGE, WhyUnmet.TOO_FAR)


def write_unmet_needs(*, seed: int, at: datetime) -> int:
    """Write them, and return how many."""
    chance = Random(f"unmet {seed}")
    known = set(Area.objects.using(OWNER).values_list("code", flat=True))
    rows = [
        UnmetNeed(
            once=f"{chance.getrandbits(128):032x}",
            needs=[chance.choice(_NEEDS).value],
            age_group=chance.choice(AgeGroup.values),
            area_id=code,
            language=chance.choice(["en", "en", "en", "cy", "pl"]),
            level=NeedLevel.EARLY_HELP,
            why=chance.choice(_WHY),
            noted_on=at.date() - timedelta(days=chance.randint(0, 360)),
        )
        for code, often in _OFTEN.items()
        if code in known
        for _time in range(often)
    ]
    with transaction.atomic(using=OWNER):
        copy_rows(rows)
    return len(rows)
