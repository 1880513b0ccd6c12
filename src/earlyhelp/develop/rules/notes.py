"""What a passphrase for private notes must be, and who may write them. Pure."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import NotAllowed, RuleError

SHORTEST: Final = 14  # characters: three or four words
KEEP_DAYS: Final = 3 * 365  # a period of registration of social care workers
_FEWEST_KINDS: Final = 6  # different characters
WRONG: Final = _("This is not the passphrase of your notes.")


class WeakPassphrase(RuleError):
    """A passphrase that is too short, too plain, or was not typed the same twice."""


class WrongPassphrase(RuleError):
    """Not the passphrase with which the notes were locked."""


class NotesLocked(RuleError):
    """The notes are not open in this session."""


class AlreadyLocked(RuleError):
    """There is a passphrase already."""


class EmptyNote(RuleError):
    """A note without words."""


class ChangedElsewhere(RuleError):
    """The note was changed in another window since it was opened here."""


def check_passphrase(passphrase: str, again: str) -> None:
    """A passphrase is long and was typed the same twice. Raises WeakPassphrase."""
    if passphrase != again:
        raise WeakPassphrase(_("The two passphrases are not the same. Type both again."))
    if len(passphrase.strip()) < SHORTEST or len(set(passphrase)) < _FEWEST_KINDS:
        raise WeakPassphrase(
            _(
                "Choose a longer passphrase: at least 14 characters, such as four words that do not belong together."
            )
        )


def check_is_first_lock(*, is_there: bool) -> None:
    """Refuse a second passphrase beside the first. Raises AlreadyLocked."""
    if is_there:
        raise AlreadyLocked(_("You have chosen a passphrase already. Open your notes with it."))


def check_note(text: str) -> None:
    """Refuse a note that says nothing. Raises EmptyNote."""
    if not text.strip():
        raise EmptyNote(_("Write something in the note."))


def check_may_keep_notes(by: Actor) -> None:
    """A practitioner who is signed in, for themselves. Raises NotAllowed."""
    if by.practitioner_id is None or by.agency_id is None:
        raise NotAllowed(_("Private notes belong to a practitioner."))


def check_is_as_seen(stored: str, seen: str) -> None:
    """Refuse to write over what another window of the same writer saved. Raises ChangedElsewhere."""
    if stored != seen:
        raise ChangedElsewhere(
            _("You changed this note in another window. Copy what you wrote here, then open the note again.")
        )
