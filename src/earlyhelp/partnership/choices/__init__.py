"""Names for partners, teams, roles and agreements."""

from earlyhelp.partnership.choices.agencies import AgencyKind
from earlyhelp.partnership.choices.agreements import AgreementKind, DataSet
from earlyhelp.partnership.choices.joiners import Going, InvitationEnd, Standing
from earlyhelp.partnership.choices.practitioners import FRONT_DOOR_ROLES, Language, Role, WelshLevel
from earlyhelp.partnership.choices.signing_in import (
    FactorKind,
    PasswordLinkEnd,
    ProviderKey,
    ProviderLink,
    SessionEnd,
    SignInMethod,
    TryKind,
)
from earlyhelp.partnership.choices.teams import TeamKind

__all__ = [
    "FRONT_DOOR_ROLES",
    "AgencyKind",
    "AgreementKind",
    "DataSet",
    "FactorKind",
    "Going",
    "InvitationEnd",
    "Language",
    "PasswordLinkEnd",
    "ProviderKey",
    "ProviderLink",
    "Role",
    "SessionEnd",
    "SignInMethod",
    "Standing",
    "TeamKind",
    "TryKind",
    "WelshLevel",
]
