"""What partners have agreed to share: versions, parties who sign, data sets, and every step that was taken."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.choices import DataSet
from earlyhelp.partnership.choices.agreements import (
    AgreementKind,
    AgreementState,
    AgreementStep,
    HowShared,
    LawfulBasis,
    SpecialBasis,
    WhenShared,
)
from earlyhelp.partnership.models.agencies import Agency
from earlyhelp.partnership.models.practitioners import Practitioner


class SharingAgreement(Record):
    """One version of an agreement: these parties may share these data sets for this purpose while it is in force.

    Versions share a reference. `giver` is the only party that gives under a data disclosure agreement. `lead` drew it
    up; agreements from before signatures were kept have none.
    """

    reference = models.CharField(max_length=20, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=3, choices=AgreementKind.choices)
    title_en = models.CharField(max_length=200)
    title_cy = models.CharField(max_length=200)
    lead = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    giver = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    parties = models.ManyToManyField(Agency, related_name="agreements")
    purpose = models.CharField(max_length=30)
    lawful_basis = models.CharField(max_length=200)
    special_basis = models.CharField(max_length=20, choices=SpecialBasis.choices, default=SpecialBasis.NONE)
    power = models.CharField(
        max_length=300, blank=True, help_text=_("The law that gives the power to share.")
    )
    data_sets = ArrayField(models.CharField(max_length=30, choices=DataSet.choices))
    state = models.CharField(max_length=10, choices=AgreementState.choices, default=AgreementState.DRAFT)
    starts_on = models.DateField()
    review_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("sharing agreement")
        verbose_name_plural = _("sharing agreements")
        ordering = ["title_en", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "version"],
                condition=~models.Q(reference=""),
                name="agreement_version_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=AgreementKind.DDA, giver__isnull=False)
                | (~models.Q(kind=AgreementKind.DDA) & models.Q(giver=None)),
                name="only_a_disclosure_has_a_giver",
            ),
        ]

    def __str__(self) -> str:
        return self.title_cy if (get_language() or "en").startswith("cy") else self.title_en

    @property
    def cited(self) -> str:
        """Reference, version and title, as a disclosure cites it."""
        return f"{self.reference}/{self.version} {self}" if self.reference else str(self)

    @property
    def basis_words(self) -> str | Promise:
        """The lawful basis in words; agreements from before the list hold a text."""
        return LawfulBasis(self.lawful_basis).label if self.lawful_basis in LawfulBasis else self.lawful_basis


class AgreementDataSet(Record):
    """A row of an agreement's information reference table: what is shared, how and when.

    From whom to whom follows from the kind: each party to each other, or the giver to the others.
    """

    agreement = models.ForeignKey(SharingAgreement, on_delete=models.CASCADE, related_name="rows")
    data_set = models.CharField(max_length=30, choices=DataSet.choices)
    how = models.CharField(max_length=20, choices=HowShared.choices)
    when = models.CharField(max_length=20, choices=WhenShared.choices)

    class Meta:
        verbose_name = _("data set of an agreement")
        verbose_name_plural = _("data sets of agreements")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "data_set"], name="one_row_for_each_data_set")
        ]

    def __str__(self) -> str:
        return self.get_data_set_display()


class AgreementParty(Record):
    """One party to one version: who looks after it there, and who signed for it.

    `paper_name` is who signed on paper for a partner where nobody has an account to sign with.
    """

    agreement = models.ForeignKey(SharingAgreement, on_delete=models.CASCADE, related_name="signatures")
    party = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    designated = models.ForeignKey(Practitioner, on_delete=models.PROTECT, null=True, related_name="+")
    contact = models.CharField(max_length=200, blank=True)
    signed_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    paper_name = models.CharField(max_length=200, blank=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("party to an agreement")
        verbose_name_plural = _("parties to agreements")
        ordering = ["party__name_en"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "party"], name="one_signature_for_each_party")
        ]

    def __str__(self) -> str:
        return self.party.name


class AgreementEvent(Record):
    """One step that was taken with an agreement: who, when, for which agency, and why. Never changed."""

    agreement = models.ForeignKey(SharingAgreement, on_delete=models.CASCADE, related_name="events")
    step = models.CharField(max_length=10, choices=AgreementStep.choices)
    was = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=AgreementState.choices)
    made_by = models.ForeignKey(Practitioner, on_delete=models.PROTECT, null=True, related_name="+")
    made_for = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=1000, blank=True)
    days_ahead = models.PositiveSmallIntegerField(
        null=True, help_text=_("Of a warning: how many days ahead.")
    )
    about_on = models.DateField(null=True, help_text=_("Of a warning: the day it warns of."))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("step of an agreement")
        verbose_name_plural = _("steps of agreements")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "about_on", "days_ahead"],
                condition=models.Q(step=AgreementStep.WARN),
                name="one_warning_of_each_day",
            )
        ]

    def __str__(self) -> str:
        return self.get_step_display()
