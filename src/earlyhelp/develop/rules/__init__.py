"""The rules of this room, by noun."""
