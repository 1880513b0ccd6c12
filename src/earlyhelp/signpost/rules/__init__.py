"""What this room decides. Pure."""
