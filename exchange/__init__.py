"""The same record of an entry for readers that are no persons: files, feeds, programs, agents."""
