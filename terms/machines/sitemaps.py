"""What a search engine should know of: the pages that are the same for everyone."""

import datetime
from collections.abc import Sequence

from django.contrib.sitemaps import Sitemap
from django.db.models import Count, Max
from django.urls import reverse

from glossary_site.registries import START_PAGES
from terms.models import Homonym, Term, TermQuerySet


class TermSitemap(Sitemap[Term]):
    """Every published term, with the day on which its author last changed it."""

    limit = 5000
    """Entries in one file; the protocol allows 50,000 and 50 MB (sitemaps.org)."""

    def items(self) -> TermQuerySet:
        return Term.objects.published().only("slug", "updated_on").order_by("slug")

    def lastmod(self, item: Term) -> datetime.date:
        return item.updated_on

    def get_latest_lastmod(self) -> datetime.datetime | None:
        """The newest day of all, for the index; the database finds it without reading terms."""
        day = Term.objects.published().aggregate(day=Max("updated_on"))["day"]
        return datetime.datetime.combine(day, datetime.time(), datetime.UTC) if day else None


class NameSitemap(Sitemap[str]):
    """The pages of names that several published terms share."""

    def items(self) -> Sequence[str]:
        shared = Homonym.objects.filter(term__status=Term.Status.PUBLISHED).order_by("slug")
        counted = shared.values("slug").annotate(number=Count("pk")).filter(number__gt=1)
        return list(counted.values_list("slug", flat=True))

    def location(self, item: str) -> str:
        return reverse("terms:term_detail", args=[item])


class StartSitemap(Sitemap[str]):
    """The pages that lead to all others, by URL name."""

    def items(self) -> Sequence[str]:
        return START_PAGES

    def location(self, item: str) -> str:
        return reverse(item)
