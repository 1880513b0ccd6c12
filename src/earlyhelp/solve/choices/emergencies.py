"""Names for opening a record in an emergency."""

from typing import Final

# Under this name a session holds what is open in an emergency: its key, the reference, and when it ends.
EMERGENCY: Final = "emergency"
