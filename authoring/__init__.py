"""Content files: reading, checking, loading and editing them, and their history."""
