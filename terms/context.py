"""What every page may show: the glossary's name, fetched only when a template asks."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from terms.models import Glossary


def glossary(request: HttpRequest) -> dict[str, object]:
    """`glossary`: the one Glossary with its advisor, or an empty one before content is loaded."""
    return {
        "glossary": SimpleLazyObject(
            lambda: Glossary.objects.select_related("advisor__source").first() or Glossary()
        )
    }
