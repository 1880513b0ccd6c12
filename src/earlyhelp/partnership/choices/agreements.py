"""Names for agreements and what they share."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgreementKind(TextChoices):
    """The kinds of agreement of the Wales Accord on the Sharing of Personal Information (WASPI)."""

    ISP = "isp", _("Information sharing protocol")
    DDA = "dda", _("Data disclosure agreement")
    JCA = "jca", _("Joint controller agreement")


class DataSet(TextChoices):
    """What is shared: named sets, so that an agreement can say which."""

    NOTIFICATION = "notification", _("Notification as reported")
    REFERRAL = "referral", _("Referral: the least a service needs")
    FEEDBACK = "feedback", _("What happened, for the person who reported")
    RECORDS = "records", _("Records of the people whom a partner knows")
    CIRCUMSTANCES = "circumstances", _("Strengths, circumstances and a child’s own view")
    EVENTS = "events", _("Events of the people whom a partner knows")
    HEALTH_EVENTS = "health_events", _("Events about health")
    CHECKS = "checks", _("Checks: who somebody is, and whether a partner knows them")


class AgreementState(TextChoices):
    """Where a sharing agreement stands."""

    DRAFT = "draft", _("Draft")
    SIGNING = "signing", _("Out for signature")
    LIVE = "live", _("Live")
    REVIEW = "review", _("Under review")
    ENDED = "ended", _("Ended")
    EXPIRED = "expired", _("Expired")


class AgreementStep(TextChoices):
    """What can be done with a sharing agreement."""

    DRAW_UP = "draw_up", _("Draw it up")
    CHANGE = "change", _("Change the draft")
    SEND = "send", _("Send it out for signature")
    TAKE_BACK = "take_back", _("Take it back to change it")
    SIGN = "sign", _("Sign for an agency")
    COMPLETE = "complete", _("The last party signs")
    REVIEW = "review", _("Begin the review")
    KEEP = "keep", _("Keep it as it is")
    LEAVE = "leave", _("A party leaves")
    END = "end", _("End it early")
    REPLACE = "replace", _("A new version takes its place")
    EXPIRE = "expire", _("Its last day is over")
    WARN = "warn", _("Warn that it ends or is to be reviewed")


class HowShared(TextChoices):
    """How a data set of an agreement reaches the other side."""

    SERVICE = "service", _("Shown in this service")
    LINK = "link", _("By a secure link from this service")
    MEETING = "meeting", _("Shown at a meeting held in this service")
    LOADED = "loaded", _("Loaded into this service from an agency’s own system")


class WhenShared(TextChoices):
    """When a data set of an agreement is shared."""

    HAPPENS = "happens", _("When it happens")
    ASKED = "asked", _("When it is asked for")
    INVOLVED = "involved", _("While both work with the family")
    REGULARLY = "regularly", _("Regularly, as a file")


class SpecialBasis(TextChoices):
    """The condition for special category or criminal offence data, where an agreement holds any."""

    NONE = "none", _("None: it holds no special category data")
    ARTICLE_9_G = "article_9_g", _("UK GDPR article 9(2)(g), with DPA 2018 schedule 1: safeguarding")
    ARTICLE_9_H = "article_9_h", _("UK GDPR article 9(2)(h): health or social care")
    ARTICLE_9_C = "article_9_c", _("UK GDPR article 9(2)(c): vital interests")
    SCHEDULE_8 = (
        "schedule_8",
        _("DPA 2018 part 3, schedule 8: safeguarding of children and individuals at risk"),
    )


class LawfulBasis(TextChoices):
    """The basis in UK GDPR article 6, or in part 3 for law enforcement."""

    PUBLIC_TASK = "public_task", _("Public task: UK GDPR article 6(1)(e)")
    LEGAL_OBLIGATION = "legal_obligation", _("Legal obligation: UK GDPR article 6(1)(c)")
    VITAL_INTERESTS = "vital_interests", _("Vital interests: UK GDPR article 6(1)(d)")
    LEGITIMATE_INTERESTS = "legitimate_interests", _("Legitimate interests: UK GDPR article 6(1)(f)")
    LAW_ENFORCEMENT = "law_enforcement", _("Law enforcement: DPA 2018 part 3, section 35")


class DisclosureGround(TextChoices):
    """Why something may be shared once although no agreement covers it."""

    VITAL_INTERESTS = "vital_interests", _("Somebody’s life or safety is at stake")
    SAFEGUARDING = "safeguarding", _("To protect a child or an adult at risk")
    SERIOUS_CRIME = "serious_crime", _("To prevent or detect a serious crime")
    COURT_ORDER = "court_order", _("A court has ordered it")
    LEGAL_DUTY = "legal_duty", _("Another law demands it")


class ReviewVerdict(TextChoices):
    """What the information governance officer found of an exceptional disclosure."""

    RIGHT = "right", _("It was right to allow it")
    AGREEMENT_NEEDED = "agreement_needed", _("It was right, and an agreement is needed")
    WRONG = "wrong", _("It should not have been allowed")
