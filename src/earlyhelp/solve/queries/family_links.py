"""Reading a family's private link, for the link itself."""

from datetime import datetime

from earlyhelp.kit import secret_links
from earlyhelp.kit.actor import Actor
from earlyhelp.solve.choices.family_links import FamilyLinkEnd
from earlyhelp.solve.models import FamilyLink, FamilyReply, PlanVersion


def find_family_link(*, by: Actor, token: secret_links.Token) -> FamilyLink | None:
    """The link of this token, live or over, for the reader that it is; None when the secret is not its own."""
    link = FamilyLink.objects.filter(pk=token.link_id).first()
    if link is None or not secret_links.is_secret(token, stored=link.secret_hash):
        return None
    return link


def why_over(link: FamilyLink, *, by: Actor, at: datetime) -> FamilyLinkEnd | None:
    """Why a link opens nothing any more, or None while it does."""
    if link.ended_why:
        return FamilyLinkEnd(link.ended_why)
    return FamilyLinkEnd.EXPIRED if at >= link.expires_at else None


def get_paper_of(link: FamilyLink, *, by: Actor) -> PlanVersion:
    """The one paper that a link was made for. Whoever shows it has noted the reading."""
    return PlanVersion.objects.get(pk=link.version_id)


def list_replies_of(link: FamilyLink, *, by: Actor) -> list[FamilyReply]:
    """What was answered through this link, the newest first."""
    return list(FamilyReply.objects.filter(link=link).order_by("-replied_at"))
