"""A synthetic council area: people who do not exist, and a year of what happens to them."""
