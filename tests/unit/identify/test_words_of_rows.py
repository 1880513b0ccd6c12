"""What the rows of identify are called where nothing else says what they are."""

import pytest
from django.db.models import Model
from django.utils import translation

from earlyhelp.identify.choices import FileKind
from earlyhelp.identify.models import Amendment, Attachment, Incident, IncidentCode, IncidentPerson

# row, in English, in Welsh where it differs
TABLE: list[tuple[Model, str, str]] = [
    (Incident(number="P260301-0412"), "P260301-0412", ""),
    (IncidentPerson(given_name="Angharad", family_name="Prawf"), "Angharad Prawf", ""),
    (IncidentCode(label_en="Flood", label_cy="Llifogydd"), "Flood", "Llifogydd"),
    (Amendment(number=2), "2", ""),
    (Attachment(kind=FileKind.PDF), "Document (PDF)", "Dogfen (PDF)"),
]


@pytest.mark.parametrize(("row", "english", "welsh"), TABLE, ids=lambda value: type(value).__name__)
def test_a_row_is_called_what_the_table_says(row: Model, english: str, welsh: str) -> None:
    assert str(row) == english
    with translation.override("cy"):
        assert str(row) == (welsh or english)
