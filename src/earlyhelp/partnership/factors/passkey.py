"""Passkeys (WebAuthn): what a browser is asked, and whether its answer is good. The library checks the signature."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

_NAME = "Early Action Together"


class BadAnswer(ValueError):
    """What the browser sent is not a good answer to what it was asked."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the service stands: passkeys belong to one address and answer to no other."""

    origin: str

    @property
    def server(self) -> Fido2Server:
        """The library's own idea of the service at this address."""
        host = urlsplit(self.origin).hostname or ""
        owner = PublicKeyCredentialRpEntity(name=_NAME, id=host)
        return Fido2Server(owner, verify_origin=lambda origin: origin == self.origin)


@dataclass(frozen=True, slots=True)
class Question:
    """What is put to the browser, and what the session must remember of it until the answer comes."""

    options: str
    state: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """A passkey that answered: its number, and how often it says that it signed (0 when it does not count)."""

    credential: bytes
    counter: int


def ask_to_make(place: Place, *, owner: UUID, email: str, name: str, known: Iterable[bytes]) -> Question:
    """Ask a browser to make a passkey that it can find by itself, and that asks for a finger, a face or a PIN."""
    options, state = place.server.register_begin(
        PublicKeyCredentialUserEntity(id=owner.bytes, name=email, display_name=name),
        credentials=[AttestedCredentialData(one) for one in known],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return Question(json.dumps(dict(options)["publicKey"]), dict(state))


def made(place: Place, state: dict[str, Any], sent: str) -> AttestedCredentialData:
    """The new passkey's number and public key. Raises BadAnswer."""
    try:
        found = place.server.register_complete(state, json.loads(sent)).credential_data
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise BadAnswer from problem
    if found is None:
        raise BadAnswer
    return found


def ask_to_show(place: Place, *, known: Iterable[bytes] = ()) -> Question:
    """Ask a browser for one of these passkeys; for any that it holds for this address when none is named."""
    credentials = [AttestedCredentialData(one) for one in known]
    options, state = place.server.authenticate_begin(
        credentials or None, user_verification=UserVerificationRequirement.REQUIRED
    )
    return Question(json.dumps(dict(options)["publicKey"]), dict(state))


def number_of(sent: str) -> bytes:
    """Which passkey says that it answered; still to be checked. Raises BadAnswer."""
    try:
        return bytes(AuthenticationResponse.from_dict(json.loads(sent)).raw_id)
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise BadAnswer from problem


def shown(place: Place, state: dict[str, Any], stored: bytes, sent: str) -> Answer:
    """Check the answer of one stored passkey. Raises BadAnswer."""
    try:
        answer = json.loads(sent)
        found = place.server.authenticate_complete(state, [AttestedCredentialData(stored)], answer)
        counter = AuthenticationResponse.from_dict(answer).response.authenticator_data.counter
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise BadAnswer from problem
    return Answer(found.credential_id, counter)
