"""What partners have agreed to share."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.partnership.choices import AgreementKind, DataSet
from earlyhelp.partnership.models.agencies import Agency


class SharingAgreement(Record):
    """A live agreement says that these parties may share these data sets for this purpose."""

    kind = models.CharField(max_length=3, choices=AgreementKind.choices)
    title_en = models.CharField(max_length=200)
    title_cy = models.CharField(max_length=200)
    parties = models.ManyToManyField(Agency, related_name="agreements")
    purpose = models.CharField(max_length=30)
    lawful_basis = models.CharField(max_length=200)
    data_sets = ArrayField(models.CharField(max_length=30, choices=DataSet.choices))
    starts_on = models.DateField()
    review_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("sharing agreement")
        verbose_name_plural = _("sharing agreements")
        ordering = ["title_en"]

    def __str__(self) -> str:
        return self.title_cy if (get_language() or "en").startswith("cy") else self.title_en
