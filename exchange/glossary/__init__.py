"""The whole glossary as a file of other programs."""
