"""What is measured: each measure is one expression and one entry that says what it counts, of what, and when."""
