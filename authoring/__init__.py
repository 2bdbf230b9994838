"""Content files: reading, checking and loading them."""
