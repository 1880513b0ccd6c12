"""Changes: check a rule, write, audit."""
