"""The names of the seven levels, and the one that the reader has reached."""

import uuid

from django import template

from maturity.models import LEVEL_NAMES, Assessment
from maturity.scoring.scoring import Level
from terms.models import Term

register = template.Library()


@register.filter
def level_name(level: Level) -> str:
    """The name that readers see, such as 'Market Leading'."""
    return str(LEVEL_NAMES[level])


@register.simple_tag
def reader_assessment(term: Term, learner_id: uuid.UUID | None) -> Assessment | None:
    """The learner's last finished assessment; one about `term` first, and a rough one last."""
    return Assessment.objects.of_reader(learner_id, term.pk) if learner_id else None
