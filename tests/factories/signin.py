"""Sessions as they are after somebody showed who they are."""

from django.test import Client
from django.utils import timezone

from earlyhelp.partnership.choices import SignInMethod
from earlyhelp.partnership.models import Practitioner

PASSWORD = "glaw mawr ar y mynydd"


def with_password(who: Practitioner, password: str = PASSWORD) -> Practitioner:
    """Give a practitioner a password."""
    who.set_password(password)
    who.save()
    return who


def signed_in(
    client: Client, who: Practitioner, how: SignInMethod = SignInMethod.PASSWORD, *, proved: bool = True
) -> Client:
    """Sign in without the page, as if it had been asked: `proved` means that it was so a moment ago."""
    client.force_login(who)
    session = client.session
    session["signed_in_how"] = how.value
    session["signed_in_at"] = timezone.now().isoformat()
    if proved:
        session["proved_at"] = timezone.now().isoformat()
    session.save()
    return client
