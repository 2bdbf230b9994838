"""What upper apps can hear of: each is sent in the transaction of what it tells of."""

from django.dispatch import Signal

answer_logged = Signal()
"""With `entry`, the row of the log, and `question`, which it answers, its quiz and term loaded."""

attempt_finished = Signal()
"""With `attempt`, at a whole quiz or a mixed check, whose last question was answered just now."""
