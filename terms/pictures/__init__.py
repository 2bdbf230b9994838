"""The picture that answers a term's question: what it may hold, and how its parts are placed."""
