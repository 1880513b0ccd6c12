"""The pages of imports: runs and codes, and the mappings through which files are read."""
