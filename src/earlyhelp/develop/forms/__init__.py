"""What a person typed, as the arguments of one action."""
