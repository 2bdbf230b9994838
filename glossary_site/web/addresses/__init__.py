"""Addresses: what is read of one, and where a former one and one that takes forms alone lead."""
