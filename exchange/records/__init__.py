"""What is known of an entry, in one form for all formats."""
