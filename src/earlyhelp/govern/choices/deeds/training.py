"""Deeds about training: what is asked of whom, how far it is, and what was learnt elsewhere, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TRAINING: dict[str, str | Promise] = {
    "attendance.imported": _("A file of attendance at training was read"),
    "certificate.issued": _("A certificate of training was issued"),
    "certificate.read": _("A colleague’s certificate of training was opened"),
    "certificate.withdrawn": _("A certificate of training was withdrawn"),
    "course.changed": _("A course was changed"),
    "course.created": _("A course was offered"),
    "course_address.matched": _("Somebody said which course an address of a system for e-learning means"),
    "learner_account.matched": _("Somebody said whose an account of a system for e-learning is"),
    "learning_feed.added": _("A system for e-learning was let report"),
    "learning_feed.ended": _("Nothing more is taken from a system for e-learning"),
    "learning_statements.received": _("Reports of a system for e-learning were taken"),
    "training.booked": _("A place at a training session was asked for"),
    "training.booking_changed": _("What somebody needs at a training session was changed"),
    "training.given_up": _("A place at a training session was given up"),
    "training.marked": _("Somebody’s attendance at training was marked"),
    "training.moved_up": _("A place at a training session went to somebody who waited"),
    "training.reminded": _("Somebody was reminded that a course is due again"),
    "training_booking.read": _("Who comes to a training session was read"),
    "training_coverage.counted": _("How far training is was counted"),
    "training_due.read": _("That somebody is due for training was read"),
    "training_requirement.ended": _("A requirement of training was ended, with a reason"),
    "training_requirement.set": _("A requirement of training was set"),
    "training_session.cancelled": _("A training session was cancelled"),
    "training_session.changed": _("A training session was changed"),
    "training_session.planned": _("A training session was planned"),
    "training_session.trainers_named": _("It was said who leads a training session"),
}
