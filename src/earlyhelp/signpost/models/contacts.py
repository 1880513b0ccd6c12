"""How a service is reached, and in which languages it works. As the organisation publishes it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.models import Record
from earlyhelp.signpost.models.bilingual import in_reader_language
from earlyhelp.signpost.models.services import Service


class Contact(Record):
    """Whom to ask for: a desk or a post, and a name only where the organisation itself publishes it."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=250, blank=True)
    title_en = models.CharField(max_length=250, blank=True)
    title_cy = models.CharField(max_length=250, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name or in_reader_language(self.title_en, self.title_cy)


class Phone(Record):
    """A number of a service, as its owner writes it; with `contact`, that contact's."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="phones")
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, null=True, blank=True, related_name="phones"
    )
    number = models.CharField(max_length=40)
    description_en = models.CharField(max_length=250, blank=True)
    description_cy = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = _("telephone number of a service")
        verbose_name_plural = _("telephone numbers of services")
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~models.Q(number=""), name="phone_has_number")]

    def __str__(self) -> str:
        return self.number


class ServiceLanguage(Record):
    """A language in which a service works; with `phone`, in which that number is answered."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="service_languages")
    phone = models.ForeignKey(
        Phone, on_delete=models.CASCADE, null=True, blank=True, related_name="languages"
    )
    code = models.CharField(max_length=3, blank=True)
    name = models.CharField(max_length=250, blank=True)
    note_en = models.CharField(max_length=250, blank=True)
    note_cy = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = _("language of a service")
        verbose_name_plural = _("languages of services")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name or self.code
