"""What goes out is imported again with the importer's own fixtures."""

from tests.authoring.conftest import content
from tests.authoring.importing.conftest import site, take

__all__ = ["content", "site", "take"]
