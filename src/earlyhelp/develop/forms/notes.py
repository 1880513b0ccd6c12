"""What people type to lock, open and write private notes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import CheckboxField, Form, HiddenField, PasswordField, TextAreaField, TextField


class LockForm(Form):
    """The passphrase, chosen before the first note."""

    passphrase = PasswordField(
        label=_("Choose a passphrase"),
        hint=_(
            "At least 14 characters, such as four words that do not belong together. Not your sign-in password."
        ),
        missing=_("Choose a passphrase"),
        autocomplete="new-password",
    )
    again = PasswordField(
        label=_("Type the passphrase again"),
        missing=_("Type the passphrase again"),
        autocomplete="new-password",
    )
    understood = CheckboxField(
        label=_("I understand: if I forget the passphrase, my notes are lost. Nobody can bring them back."),
        missing=_("Tick that you understand this before you write the first note"),
    )


class OpenForm(Form):
    """The passphrase, asked once in a session."""

    passphrase = PasswordField(
        label=_("Your passphrase"),
        missing=_("Type your passphrase"),
        autocomplete="current-password",
    )


class NoteForm(Form):
    """A note. `asks` adds the passphrase, where the notes have locked while somebody wrote."""

    title = TextField(label=_("Title"), hint=_("Optional. Encrypted like the note itself."), required=False)
    text = TextAreaField(
        label=_("What do you want to keep?"),
        hint=_("Such as what went well, what stays with you, and what you want to try next time."),
        missing=_("Write something in the note"),
        rows=14,
        max_length=20000,
        too_long=_("Shorten the note to 20,000 characters or fewer"),
    )
    seen = HiddenField(required=False)

    def __init__(self, *args: Any, asks: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks = asks
        if asks:
            self.fields["passphrase"] = PasswordField(
                label=_("Your passphrase"),
                hint=_("Your notes have locked in the meantime. Nothing that you wrote is lost."),
                missing=_("Type your passphrase to save what you wrote"),
                autocomplete="current-password",
            )


class PassphraseForm(Form):
    """Another passphrase for the same notes."""

    old = PasswordField(
        label=_("The passphrase until now"),
        missing=_("Type the passphrase that you have used until now"),
        autocomplete="current-password",
    )
    passphrase = PasswordField(
        label=_("The new passphrase"),
        hint=_("At least 14 characters, such as four words that do not belong together."),
        missing=_("Choose a new passphrase"),
        autocomplete="new-password",
    )
    again = PasswordField(
        label=_("Type the new passphrase again"),
        missing=_("Type the new passphrase again"),
        autocomplete="new-password",
    )


class StartAgainForm(Form):
    """Deleting everything, because the passphrase is forgotten."""

    understood = CheckboxField(
        label=_("Delete all my private notes for good"),
        missing=_("Tick that all your private notes may be deleted"),
    )
