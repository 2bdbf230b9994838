"""What goes out is imported again with the importer's own fixtures."""

from paths.models import Path, PathStep
from terms.models import Term
from tests.authoring.conftest import content
from tests.authoring.importing.conftest import site, take

__all__ = ["content", "site", "take"]


def make_short_path(term: Term) -> Path:
    """A path of one step."""
    fields = {"slug": "engineer", "title": "Run it", "role": "Engineers"}
    path = Path.objects.create(**fields, summary="From here to there.", end="You can do it.")
    PathStep.objects.create(path=path, position=1, term=term, reason="All else rests on it.")
    return path
