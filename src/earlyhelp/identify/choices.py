"""The words an officer chooses from. Bilingual data: the Welsh stands in the catalogue."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Danger(TextChoices):
    """The first question, before anything else is asked."""

    NOW = "now", _("Yes, someone is in danger now")
    AT_RISK = "at_risk", _("Yes, a child or an adult is at risk of abuse, neglect or other harm")
    NEITHER = "neither", _("No, nobody is at risk of harm, but somebody needs help")


class Track(TextChoices):
    """Two tracks that never blur: a duty that needs no consent, and help that does."""

    SAFEGUARDING = "safeguarding", _("Safeguarding report")
    EARLY_HELP = "early_help", _("Early help notification")


class PersonRole(TextChoices):
    """Why a person is named in a notification."""

    SUBJECT = "subject", _("The person who needs help")
    CHILD = "child", _("A child in the household")
    UNBORN = "unborn", _("An unborn child")
    PARENT = "parent", _("A parent or carer")
    PARTNER = "partner", _("A partner or former partner")
    FAMILY = "family", _("Other family")
    OTHER = "other", _("Someone else")
    NOT_KNOWN = "not_known", _("Not known yet")


class PreferredLanguage(TextChoices):
    """The language a person wants to be spoken to in."""

    NOT_ASKED = "not_asked", _("Not asked yet")
    ENGLISH = "en", _("English")
    WELSH = "cy", _("Welsh")
    BSL = "bsl", _("British Sign Language")
    OTHER = "other", _("Another language")


class SafeContact(TextChoices):
    """How it is safe to reach a person."""

    ANY = "any", _("Any way is safe")
    CALL = "call", _("Telephone call, no voicemail")
    TEXT = "text", _("Text message only")
    EMAIL = "email", _("E-mail only")
    VISIT = "visit", _("Visit, do not call first")
    THROUGH = "through", _("Through someone they trust")
    NONE = "none", _("Do not contact: it is not safe")
    NOT_KNOWN = "not_known", _("Not known yet")


class Need(TextChoices):
    """Kinds of need, in everyday words."""

    POLICING = "policing", _("Crime, or feeling unsafe")
    SOCIAL_CARE = "social_care", _("Care and support at home")
    HEALTH = "health", _("Physical health")
    MENTAL_HEALTH = "mental_health", _("Mental health and wellbeing")
    HOUSING = "housing", _("Housing")
    MONEY = "money", _("Money, food or debt")
    SCHOOL = "school", _("School, learning or work")
    FAMILY = "family", _("Family life and parenting")
    SUBSTANCES = "substances", _("Alcohol or drugs")
    DOMESTIC_ABUSE = "domestic_abuse", _("Domestic abuse")
    CARING = "caring", _("Caring for someone")
    DISABILITY = "disability", _("Disability or learning needs")
    LONELINESS = "loneliness", _("Loneliness")
    BEREAVEMENT = "bereavement", pgettext_lazy("kind of need", "Bereavement")


class HelpOffered(TextChoices):
    """What the person said when help was offered."""

    WANTS = "wants", _("Offered, and they would like help")
    THINKING = "thinking", _("Offered, and they want to think about it")
    DECLINED = "declined", _("Offered, and they said no")
    HAS = "has", _("They already have help")
    NOT_OFFERED = "not_offered", _("Not offered")


class SharingView(TextChoices):
    """What the person said about sharing what they told us."""

    AGREES = "agrees", _("They agree that we share it")
    PARTLY = "partly", _("They agree to some of it")
    DISAGREES = "disagrees", _("They do not agree")
    NOT_ASKED = "not_asked", _("They were not asked")
    UNSAFE = "unsafe", _("It was not safe to ask")


class OtherChildren(TextChoices):
    """Whether more children live in the household than those who are named."""

    NONE = "none", _("No other children")
    ALL_NAMED = "all_named", _("Yes, and all of them are named here")
    NOT_NAMED = "not_named", _("Yes, and some of them are not named here")
    NOT_KNOWN = "not_known", _("I do not know")


class StrengthsMissing(TextChoices):
    """Why nothing is said of what is going well."""

    NO_TIME = "no_time", _("I had no time to ask")
    NOT_SEEN = "not_seen", _("I saw too little of them to say")
    NONE_NAMED = "none_named", _("I asked, and they could name nothing today")
    UNSAFE = "unsafe", _("It was not safe to ask")
    NO_REASON = "no_reason", _("No reason was given")


class WordsMissing(TextChoices):
    """Why somebody's own words are missing."""

    NOT_MET = "not_met", _("I did not meet them")
    TOO_YOUNG = "too_young", _("They are too young to talk")
    ASLEEP = "asleep", _("They were asleep")
    NOT_ALONE = "not_alone", _("I could not talk to them without others who were there")
    CHOSE_NOT = "chose_not", _("They did not want to talk")
    NO_SHARED_LANGUAGE = "no_language", _("We had no language or way of talking in common")
    NO_REASON = "no_reason", _("No reason was given")


class Relation(TextChoices):
    """What one person in a notification is to another."""

    PARENT = "parent", _("Parent of")
    CHILD = "child", _("Child of")
    STEP_PARENT = "step_parent", _("Step-parent of")
    STEP_CHILD = "step_child", _("Step-child of")
    GRANDPARENT = "grandparent", _("Grandparent of")
    GRANDCHILD = "grandchild", _("Grandchild of")
    SIBLING = "sibling", _("Brother or sister of")
    PARTNER = "partner", _("Partner of")
    FORMER_PARTNER = "former_partner", _("Former partner of")
    CARER = "carer", _("Carer of")
    CARED_FOR = "cared_for", _("Cared for by")
    RELATIVE = "relative", _("Other relative of")
    FRIEND = "friend", _("Friend or neighbour of")


# What the other person then is.
INVERSE = {
    Relation.PARENT: Relation.CHILD,
    Relation.CHILD: Relation.PARENT,
    Relation.STEP_PARENT: Relation.STEP_CHILD,
    Relation.STEP_CHILD: Relation.STEP_PARENT,
    Relation.GRANDPARENT: Relation.GRANDCHILD,
    Relation.GRANDCHILD: Relation.GRANDPARENT,
    Relation.SIBLING: Relation.SIBLING,
    Relation.PARTNER: Relation.PARTNER,
    Relation.FORMER_PARTNER: Relation.FORMER_PARTNER,
    Relation.CARER: Relation.CARED_FOR,
    Relation.CARED_FOR: Relation.CARER,
    Relation.RELATIVE: Relation.RELATIVE,
    Relation.FRIEND: Relation.FRIEND,
}


class Responsibility(TextChoices):
    """Whether somebody has parental responsibility for a child."""

    HAS = "has", _("Has parental responsibility")
    HAS_NOT = "has_not", _("Does not have parental responsibility")
    NOT_KNOWN = "not_known", _("Not known whether they have parental responsibility")


class Setting(TextChoices):
    """Where a concern is written: it chooses the words of the questions, never the questions' meaning."""

    POLICE = "police", _("Police")
    CONTROL_ROOM = "control_room", _("Control room")
    SCHOOL = "school", _("School")
    HEALTH = "health", _("Health")
    HOUSING = "housing", pgettext_lazy("where a concern is written", "Housing")
    PARTNER = "partner", _("Another partner")


class Where(TextChoices):
    """Where the concern occurred, as seen from who writes."""

    OWN = "own", _("In their own team’s area")
    SAME_AGENCY = "same_agency", _("In another area of their agency")
    ELSEWHERE = "elsewhere", _("In an area of another force")


class Ring(TextChoices):
    """Whom to ring before writing."""

    EMERGENCY = "emergency", _("999 or the radio, then the safeguarding team of the area where it happened")
    SAFEGUARDING = "safeguarding", _("The safeguarding team of the area where it happened")
    NOBODY = "nobody", _("Nobody")


class ConsentDuty(TextChoices):
    """What an answer about sharing asks of whoever sends."""

    TOLD = "told", _("They know. Nothing more is needed.")
    KEPT_BACK = "kept_back", _("Write down what they want kept back, and why it is shared all the same.")
    NOT_A_BAR = "not_a_bar", _("The duty stands. Tell them that it is shared, unless that is unsafe.")
    SEEK = "seek", _("Ask them if it is safe to. The report does not wait for it.")
    DO_NOT_SEEK = "do_not_seek", _("Do not ask and do not tell them. Write down why it was unsafe.")
    SHARE = "share", _("Share it, as they agreed.")
    SHARE_PART = "share_part", _("Share only what they agreed to. Write down what they want kept back.")
    ASK_AGAIN = "ask_again", _("Ask them again, or say why it is sent all the same.")
    FRONT_DOOR_ASKS = "front_door_asks", _("The front door asks them before anybody else hears of it.")
    SAFE_WAY = "safe_way", _("The front door finds a safe way to ask before anybody else hears of it.")
    ANSWER = "answer", _("Answer this before it is sent.")


class Event(TextChoices):
    """What in a report may make it a safeguarding report, said as the reason why. Each is named, none is added up."""

    CHILD_AND_ABUSE = (
        "child_and_abuse",
        _(
            "A child is named and domestic abuse is among the needs. A child who sees, hears or lives with "
            "domestic abuse is a victim in their own right."
        ),
    )
    UNBORN = (
        "unborn",
        _("A child is not born yet, and domestic abuse or alcohol or drugs are among the needs."),
    )
    ADULT_AND_ABUSE = (
        "adult_and_abuse",
        _(
            "Domestic abuse is among the needs of somebody who also needs care and support. They may not be able "
            "to protect themselves."
        ),
    )
    CHILD_NOT_SAFE_TO_ASK = (
        "child_not_safe_to_ask",
        _("A child is named, and it was not safe to ask about sharing."),
    )
    REPEATED = (
        "repeated",
        _(
            "At least two notifications from your agency in the last 90 days name somebody with the same name and "
            "date of birth."
        ),
    )


class CodeKind(TextChoices):
    """What a code of an incident says. A category opens or closes an incident; a closing code only closes one."""

    CATEGORY = "category", _("Category of incident")
    CLOSING = "closing", _("Closing code")
    QUALIFIER = "qualifier", _("Qualifier")


class CodeTheme(TextChoices):
    """The chapters of the National Standard for Incident Recording, by which categories stand together."""

    TRANSPORT = "transport", _("Transport")
    ANTISOCIAL = "antisocial", _("Anti-social behaviour")
    WELFARE = "welfare", _("Public safety and welfare")
    ADMINISTRATION = "administration", _("Administration")


class FileKind(TextChoices):
    """What may be attached to a notification."""

    JPEG = "jpeg", _("Photo (JPEG)")
    PNG = "png", _("Picture (PNG)")
    PDF = "pdf", _("Document (PDF)")
