"""Names for messages: what one says, how far it has come, and why it did not arrive."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# The names under which a worker knows the jobs of this room.
DELIVER_JOB: Final = "inform.deliver_message"
SWEEP_JOB: Final = "inform.sweep_outbox"
REACH_JOB: Final = "inform.deliver_to_person"
FOLLOW_JOB: Final = "inform.follow_up_people"
AGREEMENTS_JOB: Final = "inform.follow_agreements"
QUEUE: Final = "outbox"


class Template(TextChoices):
    """What a message says: one whole sentence that names nobody and tells nothing about a person."""

    ACKNOWLEDGEMENT = "acknowledgement", _("The notification you sent has arrived.")
    FEEDBACK = "feedback", _("There is news about a notification you sent.")
    AMENDMENT = "amendment", _("An officer changed a notification that your front door has.")
    NOTHING_HEARD = (
        "nothing_heard",
        _("Nothing is decided yet about a report you sent. We have reminded the front door."),
    )
    WAITS_TOO_LONG = (
        "waits_too_long",
        _("A safeguarding report waits at your front door. The officer who sent it has heard nothing."),
    )
    DRAFT_ENDS = "draft_ends", _("A notification that you have not sent will soon be deleted.")
    TEAM_FIGURES = "team_figures", _("The weekly figures of your team are ready.")
    QUESTION = "question", _("You have been asked a question about a notification you sent.")
    ANSWER = "answer", _("A question you asked has been answered.")
    REFERRAL = "referral", _("A referral is waiting for you to look at.")
    REFERRAL_NEWS = "referral_news", _("There is news about a referral you made.")
    REFERRAL_WITHDRAWN = "referral_withdrawn", _("A referral to your service was withdrawn. Stop work on it.")
    REFERRAL_DECLINED = "referral_declined", _("A referral you made was declined and needs a new decision.")
    REFERRAL_CHANGED = "referral_changed", _("A referral that your service has was changed.")
    REFERRAL_WAITS = (
        "referral_waits",
        _("A referral at your service waits for an answer. Its day has passed."),
    )
    REFERRAL_UNANSWERED = (
        "referral_unanswered",
        _("A service has not answered a referral you made. It is back with you."),
    )
    REFERRAL_MESSAGE = "referral_message", _("Somebody wrote to you about a referral.")
    REFERRAL_YOURS = "referral_yours", _("You are now the named worker of a referral.")
    MEETING_INVITED = "meeting_invited", _("You are invited to a meeting.")
    MEETING_CHANGED = "meeting_changed", _("A meeting that you are invited to was changed.")
    MEETING_CANCELLED = "meeting_cancelled", _("A meeting that you were invited to will not take place.")
    MEETING_MINUTES = "meeting_minutes", _("The minutes of a meeting are ready for you to read.")
    EPISODE_RESTS = (
        "episode_rests",
        _("Somebody took back their consent. An episode of help needs you to choose what comes next."),
    )
    ENTRY_OLD = (
        "entry_old",
        _("An entry of your service in the directory is old. Say whether it is still right."),
    )
    ENTRY_DECIDED = "entry_decided", _("A change that you proposed in the directory was decided.")
    CHECK = "check", _("A front door asks whether your agency knows somebody.")
    CHECK_ENDS = "check_ends", _("A front door still waits for your agency’s answer to a check.")
    CHECK_WITHDRAWN = (
        "check_withdrawn",
        _("A check that your agency was asked was taken back. You need not answer it."),
    )
    CHECK_ANSWERED = "check_answered", _("An agency has answered a check about a notification.")
    CHECK_LATE = "check_late", _("An agency has not answered a check in time.")
    QUESTION_ENDS = "question_ends", _("A question about a notification waits for your answer.")
    QUESTION_LATE = (
        "question_late",
        _(
            "A question about a notification was not answered in time. Decide without the answer, or ask again."
        ),
    )
    REVIEW_SOON = "review_soon", _("A family’s plan that you lead is to be reviewed within a week.")
    REVIEW_OVERDUE = (
        "review_overdue",
        _("The review of a family’s plan that you lead is overdue. Hold it, or set another day."),
    )
    PLAN_REPLY = "plan_reply", _("A family has said what they think of the plan that you lead.")
    FOLLOW_UP = "follow_up", _("You now follow up a decision about a notification.")
    NOTIFICATION_GIVEN = "notification_given", _("A notification was given to you to decide.")
    NOTIFICATIONS_GIVEN = "notifications_given", _("Several notifications were given to you to decide.")
    LEAD_GIVEN = "lead_given", _("You are now the lead worker of a family.")
    TEAM_JOINED = "team_joined", _("You are now in the team around a family.")
    CASELOAD_GIVEN = "caseload_given", _("Families were handed over to you from a colleague.")
    ACTION_GIVEN = "action_given", _("An action was given to you to do.")
    TALK_WRITTEN = (
        "talk_written",
        _("A talk about development was written down. Read it, and say whether it is right."),
    )
    STEP_ASKED = "step_asked", _("Your team is asked to take a family on.")
    STEP_TOLD = "step_told", _("The team that asks you to take a family on has said more.")
    STEP_WITHDRAWN = (
        "step_withdrawn",
        _("Your team was asked to take a family on. That was taken back, and you need not answer."),
    )
    STEP_ANSWERED = "step_answered", _("There is an answer whether another team takes a family on.")
    STEP_MORE_NEEDED = (
        "step_more_needed",
        _("A team that is asked to take a family on needs to know more from you."),
    )
    STEP_DUE = "step_due", _("Your team’s answer whether it takes a family on is late.")
    STEP_LATE = (
        "step_late",
        _("A team has not answered in time whether it takes a family on. We have reminded it."),
    )
    WORK_LEFT = (
        "work_left",
        _("Somebody who left your team, or has other work now, had begun something that will not be sent."),
    )
    RECORD_PUT_RIGHT = (
        "record_put_right",
        _("Another agency put right, or restricted, a record of which your agency was told. Look at yours."),
    )
    GLASS_BROKEN = "glass_broken", _("Somebody has opened a record that you keep, in an emergency.")
    GLASS_TO_REVIEW = (
        "glass_to_review",
        _("Somebody has opened a record of your agency in an emergency. Review it within two working days."),
    )
    GLASS_ASKED = "glass_asked", _("An officer asks you about a record that you opened in an emergency.")
    GLASS_ANSWERED = (
        "glass_answered",
        _("Somebody has answered your question about a record that was opened in an emergency."),
    )
    GLASS_REVIEWED = "glass_reviewed", _("A record that you opened in an emergency was reviewed.")
    AGREEMENT_DUE = (
        "agreement_due",
        _("A sharing agreement of your agency ends or is to be reviewed. Look at what stops when it ends."),
    )
    FAMILIES_WAIT = (
        "families_wait",
        _("Families wait: nobody leads them, or their first visit is overdue. Look at the caseload."),
    )
    TRAINING_PLACE = "training_place", _("You have a place at a training session.")
    TRAINING_FREE = (
        "training_free",
        _("A place fell free at a training session that you waited for. It is yours."),
    )
    TRAINING_CHANGED = "training_changed", _("A training session that you booked or lead was changed.")
    TRAINING_OFF = "training_off", _("A training session that you booked or lead will not take place.")
    TRAINING_LEFT = "training_left", _("Your place at a training session is cancelled.")
    TRAINING_LED = "training_led", _("You are named as a trainer of a training session.")
    CERTIFICATE = "certificate", _("A certificate of training is ready for you.")
    REFRESHER_SOON = "refresher_soon", _("A course that you did will soon be due again. Find a session.")
    REFRESHER_DUE = "refresher_due", _("A course that you did is due again. Find a session.")
    QUESTIONNAIRE = (
        "questionnaire",
        _("A questionnaire about a training of your team is open. Whoever took part is asked to answer."),
    )


class MessageState(TextChoices):
    """How far the e-mail of a message has come. The message itself can be read from the start."""

    QUEUED = "queued", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not sent")


class Failure(TextChoices):
    """Why an e-mail was not sent. Kept instead of the mail server's own words, which may quote an address."""

    UNREACHABLE = "unreachable", _("The mail server could not be reached.")
    BUSY = "busy", _("The mail server asked us to try again later.")
    REFUSED = "refused", _("The mail server refused the message.")
    ADDRESS_REFUSED = "address_refused", _("The mail server does not accept this e-mail address.")
    ACCOUNT_CLOSED = "account_closed", _("The reader's account is closed.")
    INTERRUPTED = "interrupted", _("Sending was interrupted, so the message may or may not have arrived.")
    WRONG_NUMBER = "wrong_number", _("The telephone number can not receive text messages.")
    NOT_SET_UP = "not_set_up", _("This way of sending is not set up in this service.")
    NOT_DELIVERED = "not_delivered", _("The message could not be delivered to this address or number.")


class Channel(TextChoices):
    """How a message reaches a person outside the service."""

    TEXT = "text", _("Text message")
    EMAIL = "email", _("E-mail")
    LETTER = "letter", _("Letter")


class Wording(TextChoices):
    """What a person is told: a closed list, so that nothing is said to a household by accident."""

    CALL_US = "call_us", _("Ask them to call us")
    REFERRED = "referred", _("Say that a service will be in touch")
    SERVICE = "service", _("Tell them how to reach a service")
    APPOINTMENT = "appointment", _("Remind them of an appointment")


class WrittenIn(TextChoices):
    """The language of a message to a person."""

    ENGLISH = "en", _("English")
    WELSH = "cy", _("Welsh")
    BOTH = "both", _("Welsh and English")


class PersonMessageState(TextChoices):
    """How far a message to a person has come."""

    QUEUED = "queued", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Not sent")
    TO_POST = "to_post", _("To be printed and posted")
    POSTED = "posted", _("Posted")
    STOPPED = "stopped", _("Stopped before it was sent")
