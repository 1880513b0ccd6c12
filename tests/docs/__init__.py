"""The documents are true: links lead somewhere, commands parse, and both languages say the same."""
