"""On which paths a term lies, and what follows it there: kept, since each term's page asks."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from glossary_site.page_cache.content_version import cache_until_content_change
from paths.models import Enrolment, Path
from terms.models import Term


@dataclass(frozen=True)
class OnPath:
    """A term's place on a path; `following` is None at the last step."""

    path: Path
    number: int
    total: int
    following: Term | None
    is_begun: bool = False
    """Whether the learner has begun the path, so that its next step is theirs."""

    @property
    def text(self) -> str:
        place = {"number": self.number, "total": self.total}
        return _("step %(number)s of %(total)s. Next:") % place

    @property
    def following_title(self) -> str:
        return self.following.plain_title if self.following else _("the check at the end")

    @property
    def following_url(self) -> str:
        if self.following:
            return self.following.get_absolute_url()
        return f"{self.path.get_absolute_url()}#end-title"


def routes_of(term: Term, learner_id: uuid.UUID | None) -> Sequence[OnPath]:
    """The term's places on the paths that the learner has begun; without such, on all paths."""
    routes = _kept_routes(None).get(term.pk, ())
    if not routes or learner_id is None:
        return routes
    mine = Enrolment.objects.filter(learner=learner_id, path__in=[one.path for one in routes])
    begun = set(mine.values_list("path", flat=True))
    return [replace(one, is_begun=True) for one in routes if one.path.pk in begun] or routes


def is_on_a_path(term: Term) -> bool:
    """Whether a path leads over the term."""
    return term.pk in _kept_routes(None)


def _read_routes(_key: None) -> Mapping[int, Sequence[OnPath]]:
    routes: defaultdict[int, list[OnPath]] = defaultdict(list)
    for path in Path.objects.current().with_steps():
        terms = [step.term for step in path.shown]
        pairs = zip(terms, [*terms, None][1:], strict=True)
        for number, (term, following) in enumerate(pairs, start=1):
            routes[term.pk].append(OnPath(path, number, len(terms), following))
    return dict(routes)


_kept_routes = cache_until_content_change(_read_routes, maxsize=1)
