"""The quizzes among what a search engine should know of."""

from django.urls import reverse

from terms.machines.sitemaps import TermSitemap
from terms.models import Term, TermQuerySet


class QuizSitemap(TermSitemap):
    """The quiz of every published term that has one."""

    def items(self) -> TermQuerySet:
        return super().items().filter(quizzes__is_current=True)

    def location(self, item: Term) -> str:
        return reverse("quizzes:quiz_detail", args=[item.slug])
