"""Answers visitors without state before Django is asked, with pages as they were made."""
