"""What is typed of where an agency's own people sign in."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import CheckboxField, ChoiceField, Form, TextField
from earlyhelp.partnership.actions.identities import Provider
from earlyhelp.partnership.choices import ProviderKey, ProviderLink
from earlyhelp.partnership.models import IdentityProvider


class ProviderForm(Form):
    """A provider; its issuer is asked once."""

    issuer = TextField(
        label=_("Issuer"),
        hint=_("As the agency gave it, such as https://login.police.example.org. It stays with this agency."),
        missing=_("Enter the issuer"),
        max_length=200,
        spellcheck=False,
    )
    client_id = TextField(
        label=_("Client id"),
        hint=_("What the agency calls this service."),
        missing=_("Enter the client id"),
        max_length=200,
        spellcheck=False,
    )
    shown_by = ChoiceField(
        label=_("With what does the service show that it is the service?"),
        choices=ProviderKey.choices,
        missing=_("Select a key or a secret"),
    )
    secret_name = TextField(
        label=_("Name of the variable that holds it"),
        hint=_(
            "It begins with EARLYHELP_SIGN_IN_. Whoever runs the service puts the key there; it is never typed here."
        ),
        missing=_("Enter the name of the variable"),
        max_length=80,
        spellcheck=False,
    )
    first_link = ChoiceField(
        label=_("How is somebody found the first time?"),
        choices=ProviderLink.choices,
        missing=_("Select how somebody is found"),
    )
    is_live = CheckboxField(label=_("People sign in there now"), required=False)

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["issuer"]

    @property
    def provider(self) -> Provider:
        """What the actions take, from a form that is valid."""
        return Provider(**{name: self.cleaned_data[name] for name in Provider.__annotations__})

    @staticmethod
    def initial_of(provider: IdentityProvider) -> dict[str, Any]:
        """A provider as the form opens with it."""
        return {name: getattr(provider, name) for name in Provider.__annotations__}
