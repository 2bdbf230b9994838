"""What a search engine should know of: the pages that are the same for everyone."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from terms.models import Term, TermQuerySet


class TermSitemap(Sitemap[Term]):
    """Every published term, with the day on which its author last changed it."""

    limit = 5000

    def items(self) -> TermQuerySet:
        return Term.objects.published().order_by("slug")

    def lastmod(self, item: Term) -> datetime.date:
        return item.updated_on


class StartSitemap(Sitemap[str]):
    """The pages that lead to all others, by URL name."""

    def items(self) -> Sequence[str]:
        return (
            "terms:home",
            "terms:term_list",
            "terms:term_graph",
            "quizzes:quiz_list",
            "maturity:maturity_model_list",
            "calculator:calculator",
            "advisory:advisory",
        )

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {"terms": TermSitemap, "start": StartSitemap}
