"""The small tables from which the synthetic directory is made."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Town:
    """A town with its council area, its real postcode district, and streets that are invented."""

    name_en: str
    name_cy: str
    area_code: str
    district: str
    latitude: float
    longitude: float
    streets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening times, in words and as the standard's days and times."""

    en: str
    cy: str
    days: str
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What a service costs. `amount` is in pounds; None where it depends."""

    en: str
    cy: str
    amount: float | None = None


_STREETS = (
    ("Old Chapel Lane", "Lôn yr Hen Gapel"),
    ("Heron Street", "Stryd y Crëyr"),
    ("Hazel Road", "Heol y Gollen"),
    ("Weaver’s Row", "Rhes y Gwehydd"),
    ("Lark Terrace", "Teras yr Ehedydd"),
)

TOWNS = {
    "bridgend": Town("Bridgend", "Pen-y-bont ar Ogwr", "W06000013", "CF31", 51.5043, -3.5769, _STREETS),
    "maesteg": Town("Maesteg", "Maesteg", "W06000013", "CF34", 51.6090, -3.6580, _STREETS),
    "porthcawl": Town("Porthcawl", "Porthcawl", "W06000013", "CF36", 51.4790, -3.7050, _STREETS),
    "pencoed": Town("Pencoed", "Pencoed", "W06000013", "CF35", 51.5230, -3.5000, _STREETS),
    "pyle": Town("Pyle", "Y Pîl", "W06000013", "CF33", 51.5270, -3.6970, _STREETS),
    "neath": Town("Neath", "Castell-nedd", "W06000012", "SA11", 51.6630, -3.8060, _STREETS),
    "port_talbot": Town("Port Talbot", "Port Talbot", "W06000012", "SA13", 51.5940, -3.7840, _STREETS),
    "barry": Town("Barry", "Y Barri", "W06000014", "CF62", 51.4010, -3.2830, _STREETS),
    "pontypridd": Town("Pontypridd", "Pontypridd", "W06000016", "CF37", 51.6020, -3.3420, _STREETS),
}

# The taxonomy terms by code. `young_people` says for whom; the others are kinds of need.
TERMS = {
    "policing": "Crime and feeling safe",
    "social_care": "Care and support at home",
    "health": "Physical health",
    "mental_health": "Mental health",
    "housing": "Housing",
    "money": "Money and debt",
    "school": "School and learning",
    "family": "Parenting and family",
    "substances": "Alcohol and drugs",
    "domestic_abuse": "Domestic abuse",
    "caring": "Carers",
    "disability": "Disability",
    "loneliness": "Loneliness",
    "bereavement": "Bereavement",
    "young_people": "Young people",
}

WAITS = {
    "none": ("No waiting time.", "Dim amser aros."),
    "two_weeks": ("About two weeks.", "Tua phythefnos."),
    "six_weeks": ("About six weeks.", "Tua chwe wythnos."),
    "three_months": ("About three months.", "Tua thri mis."),
}

HOURS = {
    "office": Hours(
        "Monday to Friday, 9am to 5pm.",
        "Dydd Llun i ddydd Gwener, 9am i 5pm.",
        "MO,TU,WE,TH,FR",
        "09:00:00",
        "17:00:00",
    ),
    "evenings": Hours(
        "Tuesday, Wednesday and Thursday, 6pm to 9pm.",
        "Dydd Mawrth, dydd Mercher a dydd Iau, 6pm i 9pm.",
        "TU,WE,TH",
        "18:00:00",
        "21:00:00",
    ),
    "always": Hours(
        "Every day, day and night.",
        "Bob dydd, ddydd a nos.",
        "MO,TU,WE,TH,FR,SA,SU",
        "00:00:00",
        "23:59:00",
    ),
    "term": Hours(
        "Monday to Friday in school terms, 8.30am to 4.30pm.",
        "Dydd Llun i ddydd Gwener yn ystod tymor ysgol, 8.30am i 4.30pm.",
        "MO,TU,WE,TH,FR",
        "08:30:00",
        "16:30:00",
    ),
    "weekly": Hours("Wednesday, 10am to 1pm.", "Dydd Mercher, 10am i 1pm.", "WE", "10:00:00", "13:00:00"),
}

COSTS = {
    "free": Cost("", "", 0),
    "donation": Cost("Give what you can, or nothing", "Rhowch yr hyn a allwch, neu ddim"),
    "sliding": Cost(
        "From nothing to £20 a session, by what you earn",
        "O ddim i £20 y sesiwn, yn ôl yr hyn rydych yn ei ennill",
    ),
}
