# ruff: noqa: E501
"""Worked tables of the measures of the journey: facts few enough to count by hand, and what each measure says.

A row of facts is wider than a line of code may be, and is read better in one piece.
"""

from dataclasses import dataclass
from datetime import date

MARCH = (date(2026, 3, 1), date(2026, 3, 31))
SPRING = (date(2026, 3, 1), date(2026, 5, 31))
YEAR = (date(2025, 4, 1), date(2026, 3, 31))


@dataclass(frozen=True, slots=True)
class Case:
    """Facts by table, a period, and the values of measures: all rows of the levels that are written down."""

    facts: dict[str, str]
    period: tuple[date, date]
    says: dict[str, str]
    why: str = ""


NOTIFICATIONS = """
    at                force  area       agency  track         grade  outcome      decided_at        waited  told_at           person  offered_welsh
    2026-03-02T10:00  gwent  W06000018  hub1    early_help    green  early_help   2026-03-03        1       2026-03-04        1       yes
    2026-03-04T10:00  gwent  W06000018  hub1    early_help    amber  no_need      2026-03-11        5       2026-03-25        2       no
    2026-03-09T10:00  gwent  W06000019  hub2    early_help    green  asked_back   -                 -       -                 1       -
    2026-03-10T10:00  gwent  -          hub2    safeguarding  red    safeguarding 2026-03-10        0       2026-03-10        -       yes
    2026-03-27T10:00  gwent  W06000019  hub2    early_help    green  early_help   2026-03-30        1       -                 3       no
    2026-03-31T10:00  gwent  W06000019  hub2    early_help    green  declined     2026-04-02        2       2026-04-02        2       yes
"""

REFERRALS = """
    at          area       agency  provider  need     accepted_at  declined_at  started_at  ended_at    is_completed  language  welsh_met
    2026-03-02  W06000018  hub1    barnardos parenting 2026-03-05  -            2026-03-12  2026-05-12  yes           cy        yes
    2026-03-03  W06000018  hub1    barnardos parenting 2026-03-20  -            2026-04-20  2026-05-20  no            en        -
    2026-03-04  W06000018  hub1    mind      money     -           2026-03-10   -           2026-03-10  no            cy        no
    2026-03-05  W06000019  hub2    mind      money     -           -            -           2026-03-09  no            cy        -
    2026-03-06  W06000019  hub2    mind      parenting 2026-04-20  -            2026-05-06  -           no            en        -
    2026-05-20  W06000019  hub2    mind      parenting 2026-05-22  -            -           -           no            en        -
"""

UNMET = """
    at          area       agency  need
    2026-03-11  W06000018  hub1    money
    2026-03-12  W06000018  hub1    counselling
    2026-03-30  W06000019  hub2    counselling
"""

# Of those helped, two of three had contact before and one after; of the others, also two of three and one. The naive
# reading would praise the help for what happened without it as well. Person 9 was decided about in a month without
# help for anybody, person 8 was helped too late for 180 days to have passed.
HELP = """
    at          person  area
    2025-05-10  1       W06000018
    2025-05-12  2       W06000018
    2025-06-15  3       W06000019
    2026-02-01  8       W06000019
"""
DECIDED = """
    at          decided_at  person  area       outcome
    2025-05-01  2025-05-02  1       W06000018  early_help
    2025-05-05  2025-05-06  4       W06000018  declined
    2025-05-07  2025-05-08  5       W06000018  no_need
    2025-06-01  2025-06-02  6       W06000019  no_contact
    2025-08-01  2025-08-02  9       W06000018  no_need
"""
CONTACTS = """
    at          person  kind
    2025-03-01  1       arrest
    2025-03-02  1       charge
    2025-04-20  2       arrest
    2025-06-01  2       custody
    2025-05-12  2       arrest
    2025-02-01  4       arrest
    2025-04-01  5       charge
    2025-07-01  6       arrest
    2024-01-01  3       arrest
    2026-03-01  3       arrest
    2025-07-15  9       arrest
"""

GOALS = """
    at          person  area       agency  baseline  latest  at_end
    2026-03-02  1       W06000018  hub1    2         3       6
    2026-03-02  1       W06000018  hub1    5         6       -
    2026-03-09  2       W06000018  hub1    4         4       -
    2026-03-10  3       W06000019  hub2    7         6       5
    2026-03-20  4       W06000019  hub2    3         -       -
"""

JOINT = """
    at          area       asked    asking   kind      answered_at  due_at
    2026-03-02  W06000018  health   council  check     2026-03-03   2026-03-04
    2026-03-03  W06000018  health   council  check     2026-03-09   2026-03-05
    2026-03-04  W06000018  council  health   action    -            2026-03-18
    2026-03-05  W06000018  school   council  check     2026-03-05   2026-03-09
    2026-03-06  W06000018  council  council  action    2026-03-06   -
    2026-03-30  W06000018  school   council  referral  -            2026-04-07
"""

TRAINING = """
    month       agency   requirement      required  covered
    2026-02-01  council  trauma_informed  40        10
    2026-03-01  council  trauma_informed  40        20
    2026-03-01  council  welsh_offer      10        10
    2026-03-01  gwent    trauma_informed  50        30
"""

CASES = (
    Case(
        {"notifications": NOTIFICATIONS},
        MARCH,
        {
            "notifications": """
                first       force  area       group         count  out_of  value
                2026-03-01  -      -          -             6      6       6
                2026-03-01  -      -          early_help    5      6       5
                2026-03-01  -      -          safeguarding  1      6       1
                2026-03-01  -      W06000018  -             2      2       2
                2026-03-01  -      W06000018  early_help    2      2       2
                2026-03-01  -      W06000018  safeguarding  0      2       0
                2026-03-01  -      W06000019  -             3      3       3
                2026-03-01  -      W06000019  early_help    3      3       3
                2026-03-01  -      W06000019  safeguarding  0      3       0
                2026-03-01  -      not_known  -             1      1       1
                2026-03-01  -      not_known  early_help    0      1       0
                2026-03-01  -      not_known  safeguarding  1      1       1
            """,
            "notifications_by_grade": """
                first       group  count  out_of  value
                2026-03-01  amber  1      6       1
                2026-03-01  green  4      6       4
                2026-03-01  red    1      6       1
            """,
            "decisions": """
                first       group         count  out_of  value
                2026-03-01  asked_back    1      6       0.1667
                2026-03-01  early_help    2      6       0.3333
                2026-03-01  no_need       1      6       0.1667
                2026-03-01  safeguarding  1      6       0.1667
                2026-03-01  undecided     1      6       0.1667
            """,
            "decision_wait": """
                first       group  count  out_of  value
                2026-03-01  -      4      4       1
                2026-03-01  amber  1      1       5
                2026-03-01  green  2      2       1
                2026-03-01  red    1      1       0
            """,
            "decided_next_day": """
                first       agency  count  out_of  value
                2026-03-01  -       3      5       0.6
                2026-03-01  hub1    1      2       0.5
                2026-03-01  hub2    2      3       0.6667
            """,
            "decided_in_5": """
                first       agency  count  out_of  value
                2026-03-01  -       3      4       0.75
                2026-03-01  hub1    2      2       1
                2026-03-01  hub2    1      2       0.5
            """,
            "told_in_10": """
                first       agency  count  out_of  value
                2026-03-01  -       2      3       0.6667
                2026-03-01  hub1    1      2       0.5
                2026-03-01  hub2    1      1       1
            """,
            "told_at_all": """
                first       force  count  out_of  value
                2026-03-01  -      1      1       1
                2026-03-01  gwent  1      1       1
            """,
            "welsh_offered": """
                first       agency  count  out_of  value
                2026-03-01  -       3      6       0.5
                2026-03-01  hub1    1      2       0.5
                2026-03-01  hub2    2      4       0.5
            """,
        },
        "The last notification was decided in April, which the end of March does not know; the one of the 9th was sent "
        "back with a question; the one of the 10th has no known place.",
    ),
    Case(
        {
            "notifications": """
                at          force  area       track       person
                2024-12-01  gwent  W06000018  early_help  1
                2025-04-02  gwent  W06000018  early_help  2
                2025-12-01  gwent  W06000018  early_help  1
                2026-03-02  gwent  W06000018  early_help  1
                2026-03-03  gwent  W06000019  early_help  2
                2026-03-04  gwent  W06000019  early_help  3
                2026-03-04  gwent  W06000019  early_help  -
                2026-03-09  gwent  W06000019  early_help  4
                2026-03-30  gwent  W06000018  early_help  4
            """
        },
        MARCH,
        {
            "notified_again": """
                first       area       count  out_of  value
                2026-03-01  -          3      5       0.6
                2026-03-01  W06000018  2      2       1
                2026-03-01  W06000019  1      3       0.3333
            """,
            "people_notified_again": """
                first       area       count  out_of  value
                2026-03-01  -          3      4       0.75
                2026-03-01  W06000018  1      3       0.3333
                2026-03-01  W06000019  0      3       0
            """,
        },
        "Persons 1, 2 and 4 came again within 365 days. In the eyes of one council alone, only person 1 came twice.",
    ),
    Case(
        {"referrals": REFERRALS, "unmet": UNMET},
        SPRING,
        {
            "referral_answers": """
                first       agency     group      count  out_of  value
                2026-03-01  barnardos  accepted   2      2       1
                2026-03-01  barnardos  declined   0      2       0
                2026-03-01  barnardos  ended      0      2       0
                2026-03-01  barnardos  no_answer  0      2       0
                2026-03-01  mind       accepted   0      3       0
                2026-03-01  mind       declined   1      3       0.3333
                2026-03-01  mind       ended      1      3       0.3333
                2026-03-01  mind       no_answer  1      3       0.3333
            """,
            "referrals_accepted": """
                first       group      count  out_of  value
                2026-03-01  -          2      5       0.4
                2026-03-01  money      0      2       0
                2026-03-01  parenting  2      3       0.6667
            """,
            "acceptance_wait": """
                first       agency     count  out_of  value
                2026-03-01  -          3      3       17
                2026-03-01  barnardos  2      2       10
                2026-03-01  mind       1      1       44
                2026-05-01  -          1      1       2
                2026-05-01  mind       1      1       2
            """,
            "accepted_in_14": """
                first       group      count  out_of  value
                2026-03-01  -          1      5       0.2
                2026-03-01  money      0      2       0
                2026-03-01  parenting  1      3       0.3333
            """,
            "start_wait": """
                first       area       count  out_of  value
                2026-03-01  -          3      3       47
                2026-03-01  W06000018  2      2       28.5
                2026-03-01  W06000019  1      1       60
            """,
            "started_in_14": """
                first       area       count  out_of  value
                2026-03-01  -          1      5       0.2
                2026-03-01  W06000018  1      3       0.3333
                2026-03-01  W06000019  0      2       0
            """,
            "referrals_completed": """
                first       agency     count  out_of  value
                2026-05-01  -          1      2       0.5
                2026-05-01  barnardos  1      2       0.5
            """,
            "unmet_needs": """
                first       group        count  out_of  value
                2026-03-01  -            3      3       3
                2026-03-01  counselling  2      3       2
                2026-03-01  money        1      3       1
            """,
            "unmet_share": """
                first       group        count  out_of  value
                2026-03-01  -            3      8       0.375
                2026-03-01  counselling  2      2       1
                2026-03-01  money        1      3       0.3333
                2026-03-01  parenting    0      3       0
                2026-05-01  -            0      1       0
                2026-05-01  parenting    0      1       0
            """,
            "welsh_met": """
                first       area       count  out_of  value
                2026-03-01  -          1      3       0.3333
                2026-03-01  W06000018  1      2       0.5
                2026-03-01  W06000019  0      1       0
            """,
        },
        "The referral of 20 May is too young for the shares. One of March ended before anybody answered, and one was "
        "accepted after more than 28 days.",
    ),
    Case(
        {"help": HELP, "notifications": DECIDED, "contacts": CONTACTS},
        YEAR,
        {
            "contacts_before_after": """
                first       group                      count  out_of  value
                2025-04-01  helped.any.after           1      3       0.3333
                2025-04-01  helped.any.before          2      3       0.6667
                2025-04-01  helped.arrest.after        1      3       0.3333
                2025-04-01  helped.arrest.before       2      3       0.6667
                2025-04-01  helped.charge.after        0      3       0
                2025-04-01  helped.charge.before       1      3       0.3333
                2025-04-01  helped.custody.after       1      3       0.3333
                2025-04-01  helped.custody.before      0      3       0
                2025-04-01  not_helped.any.after       1      3       0.3333
                2025-04-01  not_helped.any.before      2      3       0.6667
                2025-04-01  not_helped.arrest.after    1      3       0.3333
                2025-04-01  not_helped.arrest.before   1      3       0.3333
                2025-04-01  not_helped.charge.after    0      3       0
                2025-04-01  not_helped.charge.before   1      3       0.3333
                2025-04-01  not_helped.custody.after   0      3       0
                2025-04-01  not_helped.custody.before  0      3       0
            """,
            "contacts_difference": """
                first       area       group    count  out_of  value    low      high
                2025-04-01  -          any      3      3       0        -1.4609  1.4609
                2025-04-01  -          arrest   3      3       -0.3333  -1.64    0.9733
                2025-04-01  -          charge   3      3       0        -0.9239  0.9239
                2025-04-01  -          custody  3      3       0.3333   -0.32    0.9867
            """,
        },
        "Contact fell from two of three to one of three among those who were helped, and just as much among those who "
        "were not. Person 9 was decided about in a month in which nobody's help began; person 8's help began less than "
        "180 days before the end; contacts of person 3 lie outside the 180 days.",
    ),
    Case(
        {"goals": GOALS},
        MARCH,
        {
            "distance_travelled": """
                first       area       group        count  out_of  value
                2026-03-01  -          better       2      4       0.5
                2026-03-01  -          better_by_2  1      4       0.25
                2026-03-01  -          same         1      4       0.25
                2026-03-01  -          worse        1      4       0.25
            """,
            "distance_median": """
                first       area       count  out_of  value
                2026-03-01  -          4      4       0.5
                2026-03-01  W06000018  3      3       1
                2026-03-01  W06000019  1      1       -2
            """,
            "goals_unanswered": """
                first       area       count  out_of  value
                2026-03-01  -          1      5       0.2
                2026-03-01  W06000018  0      3       0
                2026-03-01  W06000019  1      2       0.5
            """,
        },
        "The goals moved by 4, 1, 0 and minus 2 points; the fifth has no later answer.",
    ),
    Case(
        {"joint": JOINT, "training": TRAINING},
        MARCH,
        {
            "answered_in_time": """
                first       agency   count  out_of  value
                2026-03-01  -        2      4       0.5
                2026-03-01  council  0      1       0
                2026-03-01  health   1      2       0.5
                2026-03-01  school   1      1       1
            """,
            "answer_wait": """
                first       agency   count  out_of  value
                2026-03-01  -        4      4       0.5
                2026-03-01  council  1      1       0
                2026-03-01  health   2      2       3.5
                2026-03-01  school   1      1       0
            """,
            "joint_working": """
                first       agency   group    count  out_of  value
                2026-03-01  council  health   1      5       1
                2026-03-01  health   council  2      5       2
                2026-03-01  school   council  2      5       2
            """,
            "joint_density": """
                first       count  out_of  value
                2026-03-01  5      5       0.5
            """,
            "joint_both_ways": """
                first       count  out_of  value
                2026-03-01  5      5       0.5
            """,
            "joint_reciprocity": """
                first       count  out_of  value
                2026-03-01  5      5       0.6667
            """,
            "training_coverage": """
                first       agency   group            count  out_of  value
                2026-03-01  -        -                60     100     0.6
                2026-03-01  council  -                30     50      0.6
                2026-03-01  gwent    -                30     50      0.6
                2026-03-01  -        trauma_informed  50     90      0.5556
                2026-03-01  -        welsh_offer      10     10      1
                2026-03-01  council  trauma_informed  20     40      0.5
                2026-03-01  council  welsh_offer      10     10      1
                2026-03-01  gwent    trauma_informed  30     50      0.6
            """,
        },
        "Three ways of the six between three agencies are in use, and one pair of two asked each other. An agency's "
        "request to itself is answered too, but is no tie.",
    ),
)
