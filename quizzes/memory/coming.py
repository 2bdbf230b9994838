"""When a learner's questions come again."""

import datetime
import uuid

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from quizzes.models import QuestionMemory


def next_days(learner_id: uuid.UUID, most: int = 3) -> list[tuple[datetime.date, int]]:
    """The next days on which something is due, after today, each with how many questions."""
    today = timezone.now().date()
    later = QuestionMemory.objects.filter(learner=learner_id, due_on__gt=today)
    by_day = later.values("due_on").annotate(number=Count("pk")).order_by("due_on")[:most]
    return [(row["due_on"], row["number"]) for row in by_day]


def next_days_text(learner_id: uuid.UUID) -> str:
    """When questions come again: `2 tomorrow, 1 on 5 December`; empty where none does."""
    today = timezone.now().date()
    parts = []
    for day, number in next_days(learner_id):
        is_tomorrow = (day - today).days == 1
        text = _("%(number)s tomorrow") if is_tomorrow else _("%(number)s on %(day)s")
        parts.append(text % {"number": number, "day": date_format(day, "DATE_FORMAT")})
    return ", ".join(parts)
