"""Terms and everything on their pages: browsing, reading, searching."""
