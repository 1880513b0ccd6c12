"""Links by which somebody sets another password."""

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.secret_links import is_secret, parse_token
from earlyhelp.partnership.models import PasswordLink


def find_password_link(by: Actor, text: str) -> PasswordLink | None:
    """The link to which a token in an address belongs, ended or not; None when the token is not right."""
    token = parse_token(text)
    if token is None:
        return None
    found = PasswordLink.objects.select_related("practitioner").filter(pk=token.link_id).first()
    return found if found is not None and is_secret(token, stored=found.secret_hash) else None
