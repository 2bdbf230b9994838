"""Learners who never were, and how well different schedules would have served them."""
