"""A name in both languages."""

from django.db import models
from django.utils.translation import get_language


class Bilingual(models.Model):
    """A thing with a name in both languages. `name` is the reader's."""

    name_en = models.CharField(max_length=200)
    name_cy = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_cy if (get_language() or "en").startswith("cy") else self.name_en
