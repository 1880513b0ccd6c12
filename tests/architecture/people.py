"""Which tables hold identifiable people: found by their columns, not by a list that somebody must remember."""

import re

from django.apps import apps
from django.db import models

ABOUT = re.compile(
    r"^(?:.*_)?(?:given_name|family_name|surname|full_name|date_of_birth|birth_date|nhs_number|address|postcode"
    r"|own_words|seen_and_heard|rationale|telephone|email)$"
)
# Tables with such a column, or an owner, that hold nobody who is helped. Each with its reason.
NOBODY_HELPED = {
    "partnership.Practitioner": "staff and their work address; every partner may see who works for whom",
    "partnership.IdentityProvider": "where an agency's own people sign in: addresses and names of keys",
    "partnership.Team": "a team's published telephone number and address",
    "partnership.CodeChange": "what an agency calls the choices of a list; other agencies read its words too",
    "govern.ReadingLimits": "from how many openings on an agency wants a person to look: numbers",
    "govern.AuditLink": "places and hashes; its entries have their own policy",
    "govern.AccessGrant": "keys only; the policies themselves must read it",
    "inform.Message": "names nobody but its reader, a practitioner; carries a reference and a page",
    "develop.CoverageFigure": "figures for all partners, none of under five people; names nobody",
    "exchange.ImportRun": "a file's name, its hash and counts; rejects hold a line, a field and a reason",
    "exchange.MappingVersion": "what the columns and codes of an agency's files mean; names nobody who is helped",
    "solve.EpisodeStandard": "for how many days coming back counts as reopening; names nobody who is helped",
    "solve.TriageStandard": "a council's published settings; names nobody who is helped",
    "solve.Threshold": "a level of a council's published document",
    "solve.Route": "which team takes what; names nobody who is helped",
    "signpost.Organisation": "the directory is public",
    "signpost.Service": "the directory is public",
    "signpost.Contact": "the directory is public: whom an organisation itself says to ask for",
}


def holds_people(model: type[models.Model]) -> bool:
    """True when a row has an owning agency, or a column about a person, and is not listed above."""
    if not model.__module__.startswith("earlyhelp.") or model._meta.label in NOBODY_HELPED:
        return False
    if through := model._meta.auto_created:
        return holds_people(through)
    fields = model._meta.get_fields()
    owned = any(field.name in {"agency", "agency_id"} for field in fields if field.concrete)
    return owned or any(ABOUT.match(field.name) for field in fields if field.concrete)


def tables_of_people() -> list[type[models.Model]]:
    """The service's tables that hold identifiable people."""
    return [model for model in apps.get_models(include_auto_created=True) if holds_people(model)]
