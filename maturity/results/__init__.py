"""Finished assessments: one explained, among others, over time, against another, in a file."""
