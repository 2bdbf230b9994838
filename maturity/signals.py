"""What upper apps can hear of."""

from django.dispatch import Signal

assessment_finished = Signal()
"""With `assessment`, as it was finished just now, in the same transaction."""
