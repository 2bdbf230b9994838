"""The paths among what a search engine should know of, and on the start page."""

from django.contrib.sitemaps import Sitemap
from django.utils.translation import gettext as _

from glossary_site.registries import StartList
from paths.models import Path, PathQuerySet


class PathSitemap(Sitemap[Path]):
    """Every path."""

    def items(self) -> PathQuerySet:
        return Path.objects.current().order_by("slug")


def start_page_links() -> StartList:
    """What the start page says of paths: for whom each is."""
    paths = Path.objects.current()
    links = [(path.role, path.get_absolute_url(), path.title) for path in paths]
    return StartList("paths", _("Paths"), links)
