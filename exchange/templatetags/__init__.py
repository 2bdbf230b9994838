"""What pages tell programs about themselves."""
