"""From the words of directories to our kinds of need."""

from earlyhelp.identify.choices import Need

# The vocabulary in which a term's code is one of our own.
NEED_VOCABULARY = "early-action-together-need"
# The identifier scheme in which an organisation of a feed is one of our partner agencies.
PARTNER_SCHEME = "early-action-together-agency"

# Terms that feeds use, by their English name in lower case: words of the needs and circumstances lists of the
# Local Government Association and of Open Eligibility, and plain words of Welsh directories.
NEED_BY_NAME = {
    "abuse": Need.DOMESTIC_ABUSE,
    "addiction": Need.SUBSTANCES,
    "adult social care": Need.SOCIAL_CARE,
    "alcohol": Need.SUBSTANCES,
    "anxiety": Need.MENTAL_HEALTH,
    "autism": Need.DISABILITY,
    "benefits": Need.MONEY,
    "bereavement": Need.BEREAVEMENT,
    "care": Need.SOCIAL_CARE,
    "carer": Need.CARING,
    "carers": Need.CARING,
    "caring": Need.CARING,
    "child care": Need.FAMILY,
    "childcare": Need.FAMILY,
    "counselling": Need.MENTAL_HEALTH,
    "crime": Need.POLICING,
    "debt": Need.MONEY,
    "dementia": Need.DISABILITY,
    "depression": Need.MENTAL_HEALTH,
    "disability": Need.DISABILITY,
    "disabilities": Need.DISABILITY,
    "domestic abuse": Need.DOMESTIC_ABUSE,
    "domestic violence": Need.DOMESTIC_ABUSE,
    "drugs": Need.SUBSTANCES,
    "education": Need.SCHOOL,
    "employment": Need.SCHOOL,
    "family": Need.FAMILY,
    "families": Need.FAMILY,
    "finance": Need.MONEY,
    "financial": Need.MONEY,
    "food": Need.MONEY,
    "grief": Need.BEREAVEMENT,
    "health": Need.HEALTH,
    "homelessness": Need.HOUSING,
    "housing": Need.HOUSING,
    "isolation": Need.LONELINESS,
    "learning": Need.SCHOOL,
    "loneliness": Need.LONELINESS,
    "lonely": Need.LONELINESS,
    "mental health": Need.MENTAL_HEALTH,
    "mental wellbeing": Need.MENTAL_HEALTH,
    "money": Need.MONEY,
    "parenting": Need.FAMILY,
    "parents": Need.FAMILY,
    "refuge": Need.DOMESTIC_ABUSE,
    "safety": Need.POLICING,
    "school": Need.SCHOOL,
    "schools": Need.SCHOOL,
    "social care": Need.SOCIAL_CARE,
    "substance misuse": Need.SUBSTANCES,
    "substances": Need.SUBSTANCES,
    "tenancy": Need.HOUSING,
    "unpaid carers": Need.CARING,
    "victims": Need.POLICING,
    "wellbeing": Need.MENTAL_HEALTH,
}
