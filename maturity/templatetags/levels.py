"""The names of the seven levels."""

from django import template

from maturity.models import LEVEL_NAMES
from maturity.scoring import Level

register = template.Library()


@register.filter
def level_name(level: Level) -> str:
    """The name that readers see, such as 'Market Leading'."""
    return str(LEVEL_NAMES[level])
