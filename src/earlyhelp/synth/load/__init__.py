"""Load a synthetic council area into the product: everything at once, or nothing."""

from earlyhelp.synth.load.authority import (
    SCALES,
    AlreadyThere,
    Incomplete,
    Loaded,
    NotADemonstration,
    find_loaded,
    forget_everything,
    load_authority,
)

__all__ = [
    "SCALES",
    "AlreadyThere",
    "Incomplete",
    "Loaded",
    "NotADemonstration",
    "find_loaded",
    "forget_everything",
    "load_authority",
]
