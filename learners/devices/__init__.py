"""The devices of a learner: how another one is joined to them, and how one is signed out."""
