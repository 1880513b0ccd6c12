"""What people can ask under data-protection law, who asks, how it stands, and why something is kept back."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

OFFICER: Final = "auditor"


class RightsKind(TextChoices):
    """What is asked."""

    ACCESS = "access", _("To see what is held about them")
    RECTIFICATION = "rectification", _("To have something put right")
    RESTRICTION = "restriction", _("To have the record kept and not used")
    OBJECTION = "objection", _("To have it shared no more")


class AskedBy(TextChoices):
    """Who asks."""

    PERSON = "person", _("The person themselves")
    PARENT = "parent", _("A parent, for a child")
    REPRESENTATIVE = "representative", _("Somebody who speaks for them")


class Competence(TextChoices):
    """Whether a child for whom a parent asks understands what is asked."""

    AGREES = "agrees", _("The child understands, and agrees")
    NOT_YET = "not_yet", _("The child does not understand it yet")


class IdentityProof(TextChoices):
    """How it was checked that whoever asks is who they say."""

    KNOWN = "known", _("Their worker knows them and spoke with them")
    DOCUMENT = "document", _("A document was seen")
    QUESTIONS = "questions", _("They answered questions that only they can answer")


class Regime(TextChoices):
    """Under which part of the law the record is kept."""

    UK_GDPR = "uk_gdpr", _("UK GDPR: helping people")
    PART_3 = "part_3", _("Part 3 of the Data Protection Act 2018: preventing or detecting crime")


class RightsState(TextChoices):
    """How a request stands."""

    RECEIVED = "received", _("Received")
    WAITING = "waiting", _("Waiting for the person")
    WORKING = "working", _("Being worked on")
    ANSWERED = "answered", _("Answered")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Taken back")


class WaitFor(TextChoices):
    """What the person was asked for while the clock rests."""

    IDENTITY = "identity", _("Something that shows who they are")
    CLARIFICATION = "clarification", _("What exactly they would like to see")


class Outcome(TextChoices):
    """What became of a request."""

    GRANTED = "granted", _("Done as they asked")
    PARTLY = "partly", _("Done in part")
    REFUSED = "refused", _("Not done")


class PackState(TextChoices):
    """How a pack stands."""

    COLLECTING = "collecting", _("Being collected")
    REVIEW = "review", _("To be read line by line")
    READY = "ready", _("Ready to give")
    RELEASED = "released", _("Given")
    EXPIRED = "expired", _("Its time is over, and it was deleted")


class Reading(TextChoices):
    """What an officer decides about one line of a pack."""

    GIVE = "give", _("Give it as it stands")
    HIDE = "hide", _("Give it with words hidden")
    WITHHOLD = "withhold", _("Keep the whole line back")


class Exemption(TextChoices):
    """Why something is kept back."""

    THIRD_PARTY = (
        "third_party",
        _("It is about somebody else (Data Protection Act 2018, Schedule 2, paragraph 16)"),
    )
    SERIOUS_HARM = "serious_harm", _("It could do serious harm to somebody (Schedule 3)")
    PRIVILEGE = "privilege", _("It is legal advice (Schedule 2, paragraph 19)")
    CRIME = "crime", _("It would get in the way of preventing or detecting crime (Schedule 2, paragraph 2)")
    PART_3 = "part_3", _("It is kept under Part 3, and section 45(4) allows it to be kept back")


class PackWay(TextChoices):
    """How a pack reaches the person."""

    LINK = "link", _("By a private link and a code")
    PAPER = "paper", _("On paper, handed over or sent by tracked post")


class PackLinkEnd(TextChoices):
    """Why a link to a pack opens nothing any more."""

    EXPIRED = "expired", _("Its time is over")
    ENDED = "ended", _("It was ended")
    REPLACED = "replaced", _("A newer one was sent")
    LOCKED = "locked", _("A wrong code was entered five times")


class MarkKind(TextChoices):
    """What stands on a record after a request."""

    RESTRICTED = "restricted", _("Kept and not used")
    OBJECTED = "objected", _("Not to be shared")
    STATEMENT = "statement", _("What the person says of it")
