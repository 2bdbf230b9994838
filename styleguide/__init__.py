"""The style guide: every component of the site in every state, on one page for developers."""
