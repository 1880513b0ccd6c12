"""What is typed at a secure link, and where an administrator writes down the mailboxes of a partner."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import EmailField, Form, TextField
from earlyhelp.signpost.rules import links as rules


class CodeForm(Form):
    """The code that came to the other mailbox."""

    code = TextField(
        label=_("Code"),
        hint=_("Six digits. It came to the other mailbox that you agreed with us."),
        missing=_("Enter the code"),
        max_length=12,
        width=5,
        autocomplete="one-time-code",
    )


class MailboxesForm(Form):
    """Where a partner without accounts gets links, and where it gets codes."""

    link_mailbox = EmailField(
        label=_("Mailbox for the link"), missing=_("Enter the mailbox for the link"), autocomplete=""
    )
    code_mailbox = EmailField(
        label=_("Mailbox for the code"),
        hint=_(
            "Another person’s, or on another system: somebody who can read one must not be able to read both."
        ),
        missing=_("Enter the mailbox for the code"),
        autocomplete="",
    )
    agreed_with = TextField(
        label=_("Who confirmed both on the telephone?"),
        hint=_("Ring a number that you found yourself, not one from an e-mail."),
        missing=_("Enter who confirmed both"),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse one mailbox for both."""
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("link_mailbox") and answers.get("code_mailbox"):
            try:
                rules.check_two_mailboxes(answers["link_mailbox"], answers["code_mailbox"])
            except rules.SameMailbox as same:
                self.add_error("code_mailbox", ValidationError(str(same)))
        return answers
