"""Asks an agency's identity provider who somebody is: OpenID Connect, authorization code with PKCE.

Authlib speaks the protocol and checks signature, nonce, times and hashes. What is checked here besides: that the
provider calls itself by the issuer that the agency gave, in its own description, in the answer (RFC 9207) and in the
token; that the token is for us; and that a fresh sign-in was fresh. No session.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import DjangoIntegration, DjangoOAuth2App
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey
from requests import RequestException

from earlyhelp.partnership.choices import ProviderKey
from earlyhelp.partnership.models import IdentityProvider

_SIGNED_WITH = {
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
    "Ed25519",
}
_SECONDS = 10  # that a provider may take to answer
_CLOCKS = timedelta(minutes=2)  # that its clock may be off
_DESCRIPTION = "/.well-known/openid-configuration"


class ProviderProblem(Exception):
    """The provider did not answer, or its answer is not to be believed. The message is for a log, never for a page."""


class Declined(ProviderProblem):
    """The provider says that the person did not sign in there, or gave up."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Where to send the browser, and what the session remembers until it comes back."""

    address: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Named:
    """Whom the provider named. `email` is empty unless the provider says that it has checked it."""

    subject: str
    email: str
    signed_in_at: datetime | None


def begin(provider: IdentityProvider, *, back: str, fresh: bool, language: str) -> Begun:
    """Prepare signing in at the provider, which sends the browser `back`. Raises ProviderProblem."""
    asked: dict[str, Any] = {"ui_locales": language}
    if fresh:
        asked |= {"prompt": "login", "max_age": 0}
    try:
        made = _client(provider).create_authorization_url(back, **asked)
    except (AuthlibBaseError, RequestException, ValueError, RuntimeError) as problem:
        raise ProviderProblem(type(problem).__name__) from problem
    return Begun(made["url"], made["state"], made["nonce"], made["code_verifier"])


def finish(
    provider: IdentityProvider,
    begun: Begun,
    *,
    back: str,
    answer: Mapping[str, str],
    fresh: bool,
    at: datetime,
) -> Named:
    """Ask the provider whom its answer means. Raises ProviderProblem when any of it does not hold."""
    if "error" in answer:
        raise Declined(answer["error"][:60])
    client = _client(provider)
    _check_sender(client, provider, answer)
    try:
        token = client.fetch_access_token(back, code=answer.get("code", ""), code_verifier=begun.verifier)
        wanted = {
            "iss": {"essential": True, "value": provider.issuer},
            "aud": {"essential": True, "value": provider.client_id},
        }
        claims = client.parse_id_token(
            token, nonce=begun.nonce, claims_options=wanted, leeway=_CLOCKS.seconds
        )
    except (AuthlibBaseError, JoseError, RequestException, ValueError, RuntimeError) as problem:
        raise ProviderProblem(type(problem).__name__) from problem
    if not claims or claims.get("iss") != provider.issuer or not claims.get("sub"):
        raise ProviderProblem("no believable token")
    return _checked(claims, fresh=fresh, at=at)


def sign_out_address(provider: IdentityProvider, *, back: str) -> str:
    """Where a browser ends its session at the provider too; "" when the provider has no such place, or is away."""
    try:
        place = _client(provider).load_server_metadata().get("end_session_endpoint", "")
    except (ProviderProblem, RequestException, ValueError):
        return ""
    query = urlencode({"client_id": provider.client_id, "post_logout_redirect_uri": back})
    return f"{place}?{query}" if place else ""


def _checked(claims: Mapping[str, Any], *, fresh: bool, at: datetime) -> Named:
    said = claims.get("auth_time")
    signed_in_at = datetime.fromtimestamp(said, tz=at.tzinfo) if isinstance(said, int | float) else None
    if fresh and (signed_in_at is None or at - signed_in_at > _CLOCKS):
        raise ProviderProblem("not a fresh sign-in")
    email = str(claims.get("email", "")) if claims.get("email_verified") is True else ""
    return Named(str(claims["sub"]), email, signed_in_at)


def _check_sender(client: DjangoOAuth2App, provider: IdentityProvider, answer: Mapping[str, str]) -> None:
    """A provider that promises to say who answers must say so, and whoever does must be the right one (RFC 9207)."""
    promised = client.server_metadata.get("authorization_response_iss_parameter_supported") is True
    if (promised or "iss" in answer) and answer.get("iss") != provider.issuer:
        raise ProviderProblem("the answer is from another issuer")


def _client(provider: IdentityProvider) -> DjangoOAuth2App:
    secret = os.environ.get(provider.secret_name, "")
    if not secret:
        raise ProviderProblem(f"{provider.secret_name} is not set")
    shown = _private_key(secret) if provider.shown_by == ProviderKey.PRIVATE_KEY else secret
    client = DjangoOAuth2App(
        DjangoIntegration(str(provider.pk)),
        client_id=provider.client_id,
        client_secret=shown,
        server_metadata_url=provider.issuer.rstrip("/") + _DESCRIPTION,
        client_kwargs={
            "scope": "openid email",
            "code_challenge_method": "S256",
            "token_endpoint_auth_method": provider.shown_by,
            "default_timeout": _SECONDS,
        },
    )
    try:
        described = client.load_server_metadata()
    except (RequestException, ValueError) as problem:
        raise ProviderProblem(type(problem).__name__) from problem
    if described.get("issuer") != provider.issuer:
        raise ProviderProblem("it calls itself by another issuer")
    offered = set(described.get("id_token_signing_alg_values_supported", ["RS256"]))
    described["id_token_signing_alg_values_supported"] = sorted(offered & _SIGNED_WITH)
    if isinstance(shown, RSAKey | ECKey):
        signed = "RS256" if isinstance(shown, RSAKey) else "ES256"
        client.client_auth_methods = [PrivateKeyJWT(described.get("token_endpoint"), alg=signed)]
    return client


def _private_key(secret: str) -> RSAKey | ECKey:
    for kind in (ECKey, RSAKey):
        try:
            return kind.import_key(secret)
        except (JoseError, ValueError, TypeError):
            continue
    raise ProviderProblem("the private key cannot be read")
