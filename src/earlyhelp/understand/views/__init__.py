"""Pages on which practitioners write about a person. Reading is `desk`'s: its frame asks why a record is opened."""
