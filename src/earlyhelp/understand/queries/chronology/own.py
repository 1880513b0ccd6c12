"""Entries from what this room itself records: who is who, and what was agreed."""

from collections.abc import Iterator

from django.utils.translation import gettext

from earlyhelp.kit.actor import Actor
from earlyhelp.understand.choices.chronology import Certainty, EventKind, Seen
from earlyhelp.understand.models import Consent, PersonLink
from earlyhelp.understand.queries.chronology.about import About
from earlyhelp.understand.rules.chronology import Entry


def list_own_entries(by: Actor, about: About) -> list[Entry]:
    """Links made and undone, and consents given and withdrawn. One query."""
    return [*_links(by, about), *_consents(by, about)]


def _links(by: Actor, about: About) -> Iterator[Entry]:
    for link in about.links:
        yield _linked(
            by, about, link, "linked", gettext("Something that is recorded was linked to this person")
        )
        if link.undone_at is not None:
            yield _linked(by, about, link, "undone", gettext("A link to this person was undone"))


def _linked(by: Actor, about: About, link: PersonLink, step: str, title: str) -> Entry:
    undone = step == "undone" and link.undone_at is not None
    who = link.undone_by if undone else link.linked_by
    return Entry(
        key=f"link:{link.pk}:{step}",
        when=(link.undone_at if undone else None) or link.linked_at,
        agency_id=link.agency_id,
        agency=link.agency.name,
        kind=EventKind.LINK,
        title=title,
        certainty=Certainty.OPINION,
        known=gettext("Judged by: %(name)s") % {"name": who.full_name if who else ""},
        seen=Seen.OWN if link.agency_id == by.agency_id else Seen.INVOLVED,
        about=about.who(link),
        text=link.undone_because if undone else "",
        is_minor=True,
    )


def _consents(by: Actor, about: About) -> Iterator[Entry]:
    rows = Consent.objects.filter(reported_id__in=list(about.reported)).select_related("agency")
    for row in rows if about.reported else ():
        seen = Seen.OWN if row.agency_id == by.agency_id else Seen.INVOLVED
        known = gettext("Recorded in this service")
        yield Entry(
            key=f"consent:{row.pk}:given",
            when=row.given_on,
            agency_id=row.agency_id,
            agency=row.agency.name,
            kind=EventKind.CONSENT,
            title=gettext("Agreed that something is shared"),
            certainty=Certainty.FACT,
            known=known,
            seen=seen,
            about=about.reported[row.reported_id],
            text="\n".join((row.to_whom, row.for_what)),
            is_minor=True,
        )
        if row.withdrawn_at is not None:
            yield Entry(
                key=f"consent:{row.pk}:withdrawn",
                when=row.withdrawn_at,
                agency_id=row.agency_id,
                agency=row.agency.name,
                kind=EventKind.CONSENT,
                title=gettext("Took back an agreement to share"),
                certainty=Certainty.FACT,
                known=known,
                seen=seen,
                about=about.reported[row.reported_id],
                text=row.to_whom,
            )
