"""Names that nobody guesses, for results and invitations."""

import secrets


def make_token() -> str:
    """128 random bits, as 22 characters of an address."""
    return secrets.token_urlsafe(16)
