"""Entries and figures for other programs: files, feeds, the API, agents, other sites."""
