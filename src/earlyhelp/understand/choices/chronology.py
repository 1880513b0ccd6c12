"""Words of a chronology: what sort of thing happened, how sure it is, and who may see what was written about it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventKind(TextChoices):
    """What sort of thing an entry is. The first ones come from this service, the others from partners' systems."""

    NOTIFICATION = "notification", _("Notification")
    INCIDENT = "incident", _("Police incident")
    DECISION = "decision", _("Decision of the front door")
    QUESTION = "question", _("Question to the officer")
    FEEDBACK = "feedback", _("Feedback to the officer")
    REFERRAL = "referral", _("Referral")
    SIGNPOSTING = "signposting", _("Told about a service")
    CONSENT = "consent", _("Consent")
    LINK = "link", _("Who is who")
    HOUSEHOLD = "household", _("Home and household")
    RELATIONSHIP = "relationship", _("Relationship")
    CIRCUMSTANCE = "circumstance", _("Circumstance")
    STRENGTH = "strength", _("Strength")
    ASSESSMENT = "assessment", _("What matters")
    WARNING = "warning", _("Warning note")
    SCHOOL = "school", _("School and learning")
    HEALTH = "health", _("Health")
    HOUSING = "housing", _("Housing and tenancy")
    CARE = "care", _("Care and support")
    POLICE = "police", _("Contact with the police")
    YOUTH_JUSTICE = "youth_justice", _("Youth justice")
    PROBATION = "probation", _("Prison and probation")
    ARREST = "arrest", _("Arrest")
    CHARGE = "charge", _("Charge")
    CUSTODY = "custody", _("Time in custody")
    FIRE = "fire", _("Fire and rescue")
    MONEY = "money", _("Money and benefits")
    SUPPORT = "support", _("Help from a service")

    @classmethod
    def of_partners(cls) -> tuple["EventKind", ...]:
        """Those that partners' systems bring."""
        return (
            cls.SCHOOL,
            cls.HEALTH,
            cls.HOUSING,
            cls.CARE,
            cls.POLICE,
            cls.YOUTH_JUSTICE,
            cls.PROBATION,
            cls.ARREST,
            cls.CHARGE,
            cls.CUSTODY,
            cls.FIRE,
            cls.MONEY,
            cls.SUPPORT,
        )


class EventGroup(TextChoices):
    """What a reader may look at alone. Strengths and circumstances stand together: no page shows either by itself."""

    POLICE = "police", _("Police and notifications")
    FRONT_DOOR = "front_door", _("Front door")
    HELP = "help", _("Help and services")
    HOME = "home", _("Home and family")
    TOLD = "told", _("Strengths, circumstances and what matters")
    SCHOOL = "school", _("School and learning")
    HEALTH = "health", _("Health")
    HOUSING = "housing", _("Housing and tenancy")
    CARE = "care", _("Care and support")
    JUSTICE = "justice", _("Youth justice and probation")
    OTHER = "other", _("Fire, money and benefits")


class Certainty(TextChoices):
    """How sure an entry is. What somebody said stays what somebody said."""

    FACT = "fact", pgettext_lazy("certainty", "Fact")
    REPORTED = "reported", pgettext_lazy("certainty", "Reported")
    OPINION = "opinion", pgettext_lazy("certainty", "Opinion")


class EventVisibility(TextChoices):
    """Whether a partner shares an event where an agreement covers it, or keeps it to itself."""

    SHARED = "shared", _("Shared where an agreement covers it")
    OWNER = "owner", _("Kept to the agency itself")


class NoteVisibility(TextChoices):
    """Who may read why an entry matters."""

    ME = "me", _("Only me")
    AGENCY = "agency", _("My agency")
    INVOLVED = "involved", _("My agency, and agencies that are involved with this person")


class Seen(TextChoices):
    """Why the reader may see an entry."""

    OWN = "own", _("Recorded by your agency")
    INVOLVED = "involved", _("Your agency is involved")
    AGREEMENT = "agreement", _("Shared under an agreement")


class PrintAs(TextChoices):
    """On what a chronology is printed."""

    PDF = "pdf", _("PDF document")
    PAGE = "page", _("Web page to print from the browser")


class PrintLanguage(TextChoices):
    """In which language a chronology is printed. What was written stays in the language in which it was written."""

    ENGLISH = "en", _("English")
    WELSH = "cy", _("Welsh")
    BOTH = "both", _("Welsh and English, one after the other")


class PrintReason(TextChoices):
    """Why a chronology is printed: a closed list, so that the audit never holds anything about the person."""

    MEETING = "meeting", _("For a meeting about this person or family")
    PERSON = "person", _("The person asked for it")
    REFERRAL = "referral", _("To prepare a referral")
    SUPERVISION = "supervision", _("For supervision or a review of the work")
    SAFEGUARDING = "safeguarding", _("For a safeguarding enquiry")
    COURT = "court", _("A court asked for it")
