"""What practitioners type about a person and a family."""
