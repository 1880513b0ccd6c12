"""What a family was given of its plan: frozen papers, private links to one of them, and what the family answered."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.inform.choices import Channel, WrittenIn
from earlyhelp.kit.models import Record
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.solve.choices.family_links import CodeWay, FamilyAnswer, FamilyLinkEnd
from earlyhelp.solve.models.episodes import Episode
from earlyhelp.understand.models import Person


class PlanVersion(Record):
    """A plan as it was given to one or several of the family, word for word. Never changed."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="papers")
    number = models.PositiveSmallIntegerField()
    readers = ArrayField(models.UUIDField(), help_text=_("The members of the family that it is for."))
    written_in = models.CharField(max_length=4, choices=WrittenIn.choices)
    content = models.JSONField(help_text=_("Every word of it."))
    is_final = models.BooleanField(default=False)
    given_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        verbose_name = _("plan as it was given")
        verbose_name_plural = _("plans as they were given")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["episode", "number"], name="plan_version_once"),
            models.CheckConstraint(condition=models.Q(readers__len__gte=1), name="plan_version_for_somebody"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class FamilyLink(Record):
    """A private link by which one member of the family reads a plan and answers. Its secrets are kept as hashes."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="family_links")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="links")
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    destination = models.CharField(max_length=254)
    code_way = models.CharField(max_length=10, choices=CodeWay.choices)
    code_destination = models.CharField(max_length=254, blank=True)
    written_in = models.CharField(max_length=4, choices=WrittenIn.choices)
    secret_hash = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=10, choices=FamilyLinkEnd.choices, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_expires_at = models.DateTimeField(null=True, blank=True)
    codes_asked = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    proven_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True, help_text=_("When they first read it."))

    class Meta:
        verbose_name = _("private link of a family")
        verbose_name_plural = _("private links of families")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "reader"],
                condition=models.Q(ended_at=None),
                name="one_live_family_link",
            ),
            # The code never goes where the link goes.
            models.CheckConstraint(
                condition=~models.Q(channel=models.F("code_way")), name="family_link_two_ways"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class FamilyReply(Record):
    """What a member of the family answered through their link, in their words."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="family_replies")
    link = models.ForeignKey(FamilyLink, on_delete=models.PROTECT, related_name="replies")
    answer = models.CharField(max_length=10, choices=FamilyAnswer.choices)
    own_words = models.TextField(max_length=2000, blank=True)
    language = models.CharField(max_length=2)
    replied_at = models.DateTimeField()
    seen_by = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    seen_at = models.DateTimeField(null=True, blank=True)
    what_was_done = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("answer of a family")
        verbose_name_plural = _("answers of families")
        ordering = ["-replied_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(answer__in=FamilyAnswer.values), name="reply_answer"),
            models.CheckConstraint(
                condition=models.Q(answer=FamilyAnswer.RIGHT) | ~models.Q(own_words=""),
                name="reply_says_what_to_change",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
