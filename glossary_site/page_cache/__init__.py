"""Answers visitors without state at the WSGI door, before Django, with pages as they were made."""
