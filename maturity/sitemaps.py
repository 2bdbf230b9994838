"""The assessments among what a search engine should know of."""

from collections.abc import Sequence

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from terms.models import Term


class AssessmentSitemap(Sitemap[str]):
    """Every assessment of a published term, by its slug."""

    def items(self) -> Sequence[str]:
        current = Term.objects.published().filter(maturity_models__is_current=True)
        slugs = current.order_by("maturity_models__slug")
        return list(slugs.values_list("maturity_models__slug", flat=True))

    def location(self, item: str) -> str:
        return reverse("maturity:maturity_model", args=[item])
