"""Every deed that the code writes into the audit has words in the audit's page."""

import re
from pathlib import Path

import earlyhelp
from earlyhelp.govern.choices import DEEDS
from earlyhelp.signpost.choices.finding import ProposalState
from earlyhelp.signpost.choices.referrals import ReferralState

# Nothing writes these any more, but the audit of earlier days holds them.
EARLIER = {"referral.opened", "referral.sent", "referral.started"}
# What somebody tried to sign in with is said the same way as what was read, but nothing was read.
TRIED = {"agency.read", "code.read", "passkey.read", "password.read"}
SOURCE = Path(earlyhelp.__file__).parent


def written() -> set[str]:
    text = "\n".join(path.read_text() for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
    deeds = set(re.findall(r'did="([a-z_.]+)"', text))
    deeds |= set(
        re.findall(
            r'"((?:claim|directory|demonstration|strength|circumstance|child_view|person_message)\.[a-z_]+)"',
            text,
        )
    )
    reads = {f"{what}.read" for what in re.findall(r'what="([a-z_]+)"', text)} - TRIED
    moves = {f"referral.{state.value}" for state in ReferralState if state is not ReferralState.DRAFT}
    proposals = {f"proposal.{state.value}" for state in ProposalState if state is not ProposalState.WAITING}
    return deeds | reads | moves | proposals


def test_every_deed_has_words() -> None:
    assert written() - DEEDS.keys() == set()


def named() -> set[str]:
    """Deeds that stand somewhere in the code: many actions choose between two, and hand the word on."""
    words = SOURCE / "govern" / "choices" / "deeds"
    files = (
        path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts and words not in path.parents
    )
    text = "\n".join(path.read_text() for path in files)
    return {deed for deed in DEEDS if f'"{deed}"' in text}


def test_no_words_are_left_over() -> None:
    assert DEEDS.keys() - written() - (named() - EARLIER) == EARLIER
