"""Two agencies' identity providers, as a process of their own: npm's `oidc-provider`, a certified one."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc.jwk import ECKey

from tests.system.network import free_port

SCRIPT = Path(__file__).parent / "provider.mjs"
CLIENT, SECRET = "early-action-together", "a-secret-that-both-know-and-nobody-else-does"
_KEY = ec.generate_private_key(ec.SECP256R1())
PRIVATE_KEY = _KEY.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
).decode()


@dataclass(frozen=True)
class Agencies:
    """Where the two providers answer. The first is shown a private key, the second a secret."""

    police: str
    council: str


@contextmanager
def two_agencies(back: Iterable[str], people: dict[str, dict[str, object]]) -> Iterator[Agencies]:
    """Start both providers; they send browsers back to these addresses only."""
    police, council = free_port(), free_port()
    common = {
        "client_id": CLIENT,
        "redirect_uris": [f"{address}/sign-in/agency/back" for address in back],
        "post_logout_redirect_uris": [f"{address}/" for address in back],
        "response_types": ["code"],
        "grant_types": ["authorization_code"],
    }
    public = ECKey.import_key(PRIVATE_KEY).as_dict(private=False)
    by_key = {
        "token_endpoint_auth_method": "private_key_jwt",
        "token_endpoint_auth_signing_alg": "ES256",
        "jwks": {"keys": [public]},
    }
    by_secret = {"token_endpoint_auth_method": "client_secret_basic", "client_secret": SECRET}
    told = {
        "issuers": [
            {"port": police, "client": common | by_key},
            {"port": council, "client": common | by_secret},
        ],
        "people": people,
    }
    node = shutil.which("node") or "/usr/bin/node"
    process = subprocess.Popen(
        [node, SCRIPT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={"PATH": os.environ["PATH"]},
    )
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(told) + "\n")
        process.stdin.flush()
        while (line := process.stdout.readline()) and line.strip() != "ready":
            pass
        assert line, "the identity providers did not start"
        yield Agencies(f"http://localhost:{police}", f"http://localhost:{council}")
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=10)


def signs_in(address: str, login: str, browser: requests.Session | None = None) -> str:
    """Follow an address to its provider, sign in there, and give the address to which it sends the browser back."""
    browser = browser or requests.Session()
    answer = browser.get(address, timeout=10)
    answer.raise_for_status()
    answer = browser.post(answer.url, data={"login": login}, allow_redirects=False, timeout=10)
    while "/sign-in/agency/back" not in answer.headers["Location"]:
        onward = urljoin(answer.url, answer.headers["Location"])
        answer = browser.get(onward, allow_redirects=False, timeout=10)
    return answer.headers["Location"]
