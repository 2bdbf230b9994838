"""One entry as a file of other programs."""
