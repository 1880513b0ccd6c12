"""Why somebody acts, and what kind of entry the audit holds."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """The purpose for which a practitioner reads or changes a record."""

    PUBLIC = "public", _("Public information")
    EARLY_HELP = "early_help", _("To get early help for a person")
    SAFEGUARDING = "safeguarding", _("To protect a child or an adult at risk")
    OWN_WORK = "own_work", _("To follow their own work")
    ASSURANCE = "assurance", _("To check that records are used properly")
    RUNNING = "running", _("To keep the service running")


class EntryKind(TextChoices):
    """What an audit entry says happened."""

    READ = "read", _("Read")
    CHANGE = "change", _("Changed")
    SHARE = "share", _("Shared")
    REFUSAL = "refusal", _("Refused")
    SIGN_IN = "sign_in", _("Signed in or out")


# What an entry's `did` says, in words. Rooms above name their deeds as `noun.verbed`; a test holds that each is here.
DEEDS = {
    "access.closed": _("Another agency’s access was ended"),
    "access.opened": _("Another agency was given access"),
    "attachment.added": _("A file was attached to a notification"),
    "attachment.read": _("An attached file was opened"),
    "audit.searched": _("The audit was searched"),
    "claim.made": _("A notification was opened to work on"),
    "claim.released": _("A notification was put back in the queue"),
    "claim.taken_over": _("A notification was taken over from a colleague"),
    "consent.recorded": _("Consent was recorded"),
    "consent.withdrawn": _("Consent was withdrawn"),
    "demonstration.loaded": _("The demonstration’s synthetic people were loaded"),
    "directory.loaded": _("The directory of services was loaded"),
    "draft.danger_answered": _("The question about danger was answered"),
    "draft.discarded": _("A draft was thrown away"),
    "draft.purged": _("A draft was deleted because its time was over"),
    "draft.saved": _("A draft was saved"),
    "draft.started": _("A draft was started"),
    "draft.warned": _("The writer of a draft was told that it will be deleted"),
    "earlier_notification.read": _("It was counted that an earlier notification names the same person"),
    "feedback.given": _("The officer was told what happened"),
    "feedback.seen": _("The officer read what happened"),
    "import.finished": _("An import of incidents was finished"),
    "import.started": _("An import of incidents was started"),
    "incident.read": _("An incident was read"),
    "incident_code.saved": _("A code of incidents was changed"),
    "incident_codes.loaded": _("The list of incident codes was loaded"),
    "incidents.imported": _("Incidents were imported"),
    "language.chosen": _("A language was chosen"),
    "message.not_sent": _("A message could not be sent"),
    "message.opened": _("A message was opened"),
    "message.queued": _("A message was written"),
    "message.retried": _("A message was tried again by hand"),
    "message.sending": _("A message was being sent"),
    "message.sent": _("A message was sent"),
    "notification.acknowledged": _("The officer was told that a safeguarding report has arrived"),
    "notification.amended": _("A notification was changed after it was sent"),
    "notification.decided": _("A notification was decided"),
    "notification.read": _("A notification was read"),
    "notification.regraded": _("A notification was given another grade"),
    "notification.reminded": _("A safeguarding report that nobody was heard about was brought up again"),
    "notification.submitted": _("A notification was sent"),
    "outbox.swept": _("The outbox was looked through"),
    "page.refused": _("A page was refused"),
    "partners.loaded": _("The list of partners was loaded"),
    "person.linked": _("A report was linked to a person"),
    "person.made": _("A new person was recorded"),
    "person.parted": _("Two reports were said not to be the same person"),
    "person.read": _("A person’s record was read"),
    "person.unlinked": _("A link to a person was undone"),
    "person_message.delivered": _("A message to a person arrived"),
    "person_message.not_sent": _("A message to a person could not be sent"),
    "person_message.posted": _("A letter to a person was posted"),
    "person_message.read": _("A message to a person was read"),
    "person_message.sending": _("A message to a person was being sent"),
    "person_message.sent": _("A message to a person was sent"),
    "person_message.stopped": _("A message to a person was stopped"),
    "person_message.waits": _("A message to a person waits to be tried again"),
    "person_message.written": _("A message to a person was written"),
    "question.answered": _("A question was answered"),
    "question.asked": _("A question was asked"),
    "question.closed": _("A question was closed without an answer"),
    "question.read": _("A question was read"),
    "queue.read": _("The queue was read"),
    "referral.accepted": _("A referral was accepted"),
    "referral.completed": _("The help of a referral was completed"),
    "referral.declined": _("A referral was declined"),
    "referral.handled": _("A declined referral was dealt with"),
    "referral.opened": _("A referral was opened for the first time"),
    "referral.read": _("A referral was read"),
    "referral.sent": _("A referral was sent"),
    "referral.started": _("The help of a referral started"),
    "referral.waiting": _("A referral was put on the waiting list"),
    "referral.withdrawn": _("A referral was withdrawn"),
    "reported_person.read": _("A person in a report was read"),
    "service.told": _("The person was told about a service"),
    "session.ended": _("Signed out"),
    "session.started": _("Signed in"),
    "team_figures.announced": _("Supervisors were told that their team’s figures are ready"),
    "team_figures.read": _("The figures of a team were looked at"),
}
