"""What the fields of this room mean."""
