"""The picture that stands for a page wherever it is linked to."""
