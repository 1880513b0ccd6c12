"""What is known outside this service about how long records are kept, each with its source."""
