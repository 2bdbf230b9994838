"""The paths that lead over a term, on its page."""

import uuid
from collections.abc import Sequence

from django import template

from paths.routes import OnPath, routes_of
from terms.models import Term

register = template.Library()


@register.simple_tag
def paths_over(term: Term, learner_id: uuid.UUID | None) -> Sequence[OnPath]:
    """The term's places on paths, those that the learner has begun alone if there are any."""
    return routes_of(term, learner_id or None)
