"""The names of the seven levels, and the one that the reader has reached."""

from django import template
from django.db.models import Case, Value, When

from learners.models import Learner
from maturity.models import LEVEL_NAMES, Assessment
from maturity.scoring import Level
from terms.models import Term

register = template.Library()


@register.filter
def level_name(level: Level) -> str:
    """The name that readers see, such as 'Market Leading'."""
    return str(LEVEL_NAMES[level])


@register.simple_tag
def reader_assessment(term: Term, learner: Learner | None) -> Assessment | None:
    """The learner's last finished assessment; one about `term` first, and a rough one last."""
    if learner is None:
        return None
    is_other = Case(When(model__term=term, then=Value(0)), default=Value(1))
    finished = Assessment.objects.finished().filter(learner=learner).select_related("model")
    return finished.order_by(is_other, "model__is_rough", "-finished_at").first()
