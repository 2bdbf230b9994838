"""The names of the seven levels, and the one that the reader has reached."""

import uuid

from django import template
from django.utils.translation import gettext as _

from maturity.models import LEVEL_NAMES, Assessment
from maturity.scoring.scoring import Level
from terms.models import Term

register = template.Library()


@register.filter
def level_name(level: Level) -> str:
    """The name that readers see, such as 'Market Leading'."""
    return str(LEVEL_NAMES[level])


@register.filter
def level_title(level: Level | None) -> str:
    """A level with its name, as a heading: 'Level 3: Defined'; 'Not rated' where there is none."""
    if level is None:
        return _("Not rated")
    return _("Level %(level)s: %(name)s") % {"level": level, "name": LEVEL_NAMES[level]}


@register.simple_tag
def reader_assessment(term: Term, learner_id: uuid.UUID | None) -> Assessment | None:
    """The learner's last finished assessment; one about `term` first, and a rough one last."""
    return Assessment.objects.of_reader(learner_id, term.pk) if learner_id else None
