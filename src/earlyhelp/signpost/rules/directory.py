"""What the directory may hold and show."""

from collections.abc import Iterable

# Needs whose services must not be found on a map by the person somebody is hiding from.
PLACELESS_NEEDS = ["domestic_abuse"]


def may_keep_place(*, needs: Iterable[str], is_refuge: bool) -> bool:
    """Whether the address and coordinates of a service may be stored at all."""
    return not is_refuge and not set(needs) & set(PLACELESS_NEEDS)
