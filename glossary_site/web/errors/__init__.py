"""Errors: which page is shown for one, and what it says."""
