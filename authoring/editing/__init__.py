"""Terms written in the admin: states, roles, proposals, history, preview."""
