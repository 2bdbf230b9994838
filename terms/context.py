"""What every page may show: the glossary's name, fetched only when a template asks."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from terms.models import Glossary


def load_glossary() -> Glossary:
    """The one Glossary with its advisor, or an empty one before content is loaded."""
    return Glossary.objects.select_related("advisor__source").first() or Glossary()


def glossary(request: HttpRequest) -> dict[str, object]:
    """`glossary`, unless the view has put one there."""
    return {"glossary": SimpleLazyObject(load_glossary)}
