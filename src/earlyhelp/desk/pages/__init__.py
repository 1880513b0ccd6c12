"""The frames of pages that join rooms."""
