"""The shape of demand: who, what and when, in shares. Nothing here is anybody's.

Sources: counts by force and the change of recording, HMICFRS PEEL pages of the four forces 2015 to 2019; fewer
attendances for welfare, Staffordshire Police on Right Care, Right Person (57 to 26 a day); 1 in 5 incidents with a
vulnerable person, Hass and Birks (Bradford); outcomes of notifications, Ford and others 2020; Welsh speakers by
council, Census 2021. The rest is chosen to look alike, and stands for nothing.
"""

from collections.abc import Mapping
from typing import Final

# Incidents a year as the forces themselves told; Dyfed-Powys told none, and is given what its people would lead to.
BY_FORCE: Final[Mapping[str, float]] = {
    "south-wales-police": 339_294,
    "gwent-police": 183_454,
    "north-wales-police": 188_874,
    "dyfed-powys-police": 128_000,
}
PEOPLE: Final = 3_100_000
# Incidents of six years among so many people: with fewer asked for, there are fewer people, as busy as they are.
FULL: Final = 10_000_000
NOBODY_NAMED: Final = 0.22
THINNED: Final = 0.965  # what is left after help, and after calls were left to others
ONE_YEAR: Final = 365.25

# Repeat: a household's share, a person's own, and how both swing from one half-year to the next (what makes many
# who are at their worst do better next time, helped or not). 4 % of the people involved have about 40 % of incidents.
HOUSEHOLD_SHAPE: Final = 1.0
PERSON_SHAPE: Final = 0.55
PERSON_SPREAD: Final = 1.15
SPELL_SHAPE: Final = 0.7
MOST_A_YEAR: Final = 90.0
HOUSEHOLD_SIZES: Final = (0.32, 0.34, 0.15, 0.13, 0.06)
MOVED: Final = 0.15
ELSEWHERE: Final = 0.12

HOURS: Final = (3, 2, 2, 1, 1, 1, 1, 2, 4, 4, 4, 4, 5, 5, 5, 7, 8, 9, 10, 11, 11, 10, 8, 5)
WEEKDAYS: Final = (0.95, 0.9, 0.9, 0.95, 1.1, 1.15, 1.05)
MONTHS: Final = (0.95, 0.95, 0.98, 1.0, 1.04, 1.06, 1.08, 1.06, 1.0, 0.98, 0.94, 0.96)
EACH_YEAR: Final = 0.98
AREA_SPREAD: Final = 0.03

# Opening codes by weight; empty: a crime that was reported as one, for which the standard has no category.
OPENED: Final[Mapping[str, float]] = {
    "": 17.5,
    "WELFARE_CONCERN": 13.0, "WELFARE_DOMESTIC": 6.5, "WELFARE_ILLNESS": 2.6, "WELFARE_MISSING": 2.6,
    "WELFARE_SUSPICIOUS": 4.6, "WELFARE_ABANDONED_CALL": 3.2, "WELFARE_ALARM": 1.6, "WELFARE_CIVIL_DISPUTE": 1.4,
    "WELFARE_ABSCONDER": 0.8, "WELFARE_ANIMALS": 0.8, "WELFARE_HOAX_CALL": 0.5, "WELFARE_SUDDEN_DEATH": 0.6,
    "WELFARE_FIREARMS": 0.1, "WELFARE_IMMIGRATION": 0.1, "WELFARE_INSECURE": 0.4, "WELFARE_LICENSING": 0.2,
    "WELFARE_NATURAL": 0.1, "WELFARE_PROTEST": 0.05, "WELFARE_PACKAGE": 0.03, "WELFARE_TRUANCY": 0.1,
    "WELFARE_MAJOR": 0.02,
    "ASB_PERSONAL": 3.6, "ASB_NUISANCE": 9.0, "ASB_ENVIRONMENTAL": 1.4,
    "ROAD_COLLISION_INJURY": 1.2, "ROAD_COLLISION_DAMAGE": 3.6, "ROAD_OFFENCE": 4.6, "HIGHWAY_DISRUPTION": 2.6,
    "RAIL_AIR_MARINE": 0.3,
    "ADMIN_ASSIST": 3.0, "ADMIN_COMPLAINT": 0.8, "ADMIN_CONTACT": 7.5, "ADMIN_PROPERTY": 1.6, "ADMIN_MESSAGE": 2.0,
    "ADMIN_POLICE": 3.0, "ADMIN_EVENT": 0.6,
}  # fmt: skip
CRIME: Final = "CLOSED_CRIME"
DUPLICATE: Final = "CLOSED_DUPLICATE"
DUPLICATES: Final = 0.025
STAYED: Final = 0.84
# How often an incident is closed as a crime, by what it was opened as: before recording changed, and after.
CRIMES: Final[Mapping[str, tuple[float, float]]] = {
    "other": (0.80, 0.93),
    "antisocial": (0.08, 0.22),
    "welfare": (0.09, 0.23),
    "transport": (0.04, 0.08),
    "administration": (0.02, 0.05),
}
RECORDING_LATER: Final[Mapping[str, int]] = {
    "south-wales-police": 0,
    "gwent-police": 3,
    "north-wales-police": 6,
    "dyfed-powys-police": 9,
}
# What Right Care, Right Person leaves to others, and how much of it is still attended.
LEFT_TO_OTHERS: Final = ("WELFARE_CONCERN", "WELFARE_ILLNESS", "WELFARE_ABSCONDER")
STILL_ATTENDED: Final = 26 / 57

# Flags: how often, by class of the opening code, in the order of CLASSES.
CLASSES: Final = ("crime", "antisocial", "welfare", "transport", "administration", "other")
FLAGS: Final[Mapping[str, tuple[float, ...]]] = {
    "vulnerable": (0.22, 0.18, 0.38, 0.05, 0.06, 0.16),
    "domestic": (0.15, 0.02, 0.08, 0.0, 0.01, 0.16),
    "mental_health": (0.08, 0.12, 0.22, 0.01, 0.03, 0.05),
    "alcohol": (0.15, 0.18, 0.14, 0.05, 0.02, 0.12),
    "drugs": (0.07, 0.06, 0.05, 0.02, 0.01, 0.06),
    "youth": (0.08, 0.28, 0.07, 0.02, 0.01, 0.06),
}

# Of notifications. 60,000 a year in the largest force.
NOTIFIED: Final = 0.52
SAFEGUARDING: Final = 0.24
GRADES: Final = {"red": 0.08, "amber": 0.37, "green": 0.55}
OUTCOMES: Final = {
    "safeguarding": 0.575, "early_help": 0.105, "signpost": 0.11, "already_met": 0.055, "declined": 0.065,
    "no_contact": 0.04, "no_need": 0.05,
}  # fmt: skip
WAITED: Final = (0.33, 0.57, 0.06, 0.03, 0.01)
TOLD: Final = 0.88
OFFERED: Final = 0.72
NEEDS: Final = {
    "policing": 5, "health": 5, "mental_health": 19, "housing": 10, "money": 10, "school": 8, "family": 16,
    "substances": 9, "domestic_abuse": 11, "caring": 3, "disability": 2, "loneliness": 2,
}  # fmt: skip
REFERRED: Final = 0.75
UNMET: Final = 0.12
STATES: Final = {
    "completed": 52, "declined": 14, "withdrawn": 10, "in_progress": 12, "waiting": 6, "cancelled": 3, "requested": 3,
}  # fmt: skip
PROVIDERS: Final = 6
KINDS_OF_CONTACT: Final = {"arrest": 0.16, "custody": 0.10, "charge": 0.055}
ASKED: Final = {"check": 0.35, "referral": 0.4, "action": 0.25}
ANSWERED: Final = 0.93
REQUIREMENTS: Final = ("trauma-informed", "active-offer", "safeguarding", "data-protection")
STREET_KINDS: Final = {
    "anti-social-behaviour": 22, "violent-crime": 33, "public-order": 11, "criminal-damage-arson": 9, "shoplifting": 6,
    "other-theft": 6, "vehicle-crime": 4, "burglary": 4, "drugs": 3, "other-crime": 2,
}  # fmt: skip
STREET_OUTCOMES: Final = {"Unable to prosecute suspect": 42, "Investigation complete; no suspect identified": 33,
    "Under investigation": 12, "Awaiting court outcome": 7, "Offender given a caution": 3,
    "Local resolution": 3}  # fmt: skip
STREETS_OF_INCIDENTS: Final = 0.32

# Whom help is offered: at least so many incidents in the six months before, asked once, and more often taken the more
# there were. Whoever is chosen is at their worst.
EVENTS: Final = 3
WITHIN: Final = 6
SAID_YES: Final = (0.22, 0.04, 0.6)  # at the least number, more for each further one, and at most
NEVER_BEGAN: Final = 5

WELSH: Final[Mapping[str, float]] = {
    "W06000001": 0.558, "W06000002": 0.644, "W06000003": 0.259, "W06000004": 0.225, "W06000005": 0.116,
    "W06000006": 0.122, "W06000008": 0.453, "W06000009": 0.172, "W06000010": 0.399, "W06000011": 0.112,
    "W06000012": 0.135, "W06000013": 0.092, "W06000014": 0.115, "W06000015": 0.122, "W06000016": 0.124,
    "W06000018": 0.105, "W06000019": 0.062, "W06000020": 0.082, "W06000021": 0.087, "W06000022": 0.075,
    "W06000023": 0.164, "W06000024": 0.089,
}  # fmt: skip
WANTED_OF_SPEAKERS: Final = 0.45
