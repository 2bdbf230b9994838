"""What a course can link to: entries, quizzes, paths and their checks, each at its own address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import Count
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paths.mixed_check import QUESTIONS
from paths.models import Path
from paths.progress import read_paths
from quizzes.models import Quiz
from terms.models import Term

_OF_TERMS = {"terms:term_detail", "quizzes:quiz_detail"}
_OF_PATHS = {"paths:path_detail", "paths:path_check"}


@dataclass(frozen=True)
class Target:
    """A page to be linked to; `points` is the most that it is scored with, 0 where it is not."""

    title: str
    label: str
    path: str
    points: int = 0

    def content_item(self, origin: str, *, is_scored: bool) -> dict[str, Any]:
        """The link as a platform takes it (Deep Linking 2.0, 3.1)."""
        item: dict[str, Any] = {
            "type": "ltiResourceLink",
            "title": self.title,
            "url": f"{origin}{self.path}",
        }
        if self.points and is_scored:
            item["lineItem"] = {
                "scoreMaximum": self.points,
                "label": self.title,
                "resourceId": self.path,
            }
        return item


@dataclass(frozen=True)
class TargetGroup:
    """What belongs to one term or path, under its title."""

    title: str
    targets: tuple[Target, ...]


def term_targets(terms: Sequence[Term]) -> Iterator[TargetGroup]:
    """Of each term its entry, and its quiz where it has one; in two queries."""
    quizzes = Quiz.objects.current().filter(term__in=terms).order_by()
    counted = quizzes.annotate(number=Count("questions")).values_list("term", "number")
    questions = dict(counted) if _has_quizzes() else {}
    for term in terms:
        targets = [Target(term.title, _("Entry"), term.get_absolute_url())]
        if number := questions.get(term.pk):
            title = _("Quiz: %(title)s") % {"title": term.title}
            path = reverse("quizzes:quiz_detail", args=[term.slug])
            targets.append(Target(title, _scored(_("Quiz"), number), path, number))
        yield TargetGroup(term.title, tuple(targets))


def path_targets() -> Iterator[TargetGroup]:
    """Of each path its page, and the check at its end."""
    if "paths" not in settings.MODULES:
        return
    for progress in read_paths(Path.objects.current().with_steps(), None):
        path = progress.path
        targets = [Target(path.title, _("Path"), path.get_absolute_url())]
        if progress.has_check:
            title = _("Check: %(title)s") % {"title": path.title}
            check = reverse("paths:path_check", args=[path.slug])
            targets.append(Target(title, _scored(_("Check"), QUESTIONS), check, QUESTIONS))
        yield TargetGroup(path.title, tuple(targets))


def read_targets(chosen: Sequence[str]) -> list[Target]:
    """The targets at the paths that a form names, in its order; what is no target is left out.

    As many queries for fifty as for one.
    """
    named = [_resolved(one) for one in chosen]
    slugs = [slug for view, slug in named if view in _OF_TERMS]
    groups = list(term_targets(list(Term.objects.published().filter(slug__in=slugs))))
    if any(view in _OF_PATHS for view, _slug in named):
        groups += path_targets()
    by_path = {target.path: target for group in groups for target in group.targets}
    return [by_path[one] for one in chosen if one in by_path]


def path_on_site(address: str, origin: str) -> str:
    """Where a launch leads: the path of an address of ours that can be linked to, else `/`."""
    path = urlsplit(address).path if address.startswith(f"{origin}/") else "/"
    view, _slug = _resolved(path)
    return path if view in _OF_TERMS | _OF_PATHS else "/"


def scored_at(path: str) -> tuple[Term | None, Path | None]:
    """Whose quiz or check a column of a gradebook is for, if the link leads to `path`."""
    view, slug = _resolved(path)
    if view in _OF_TERMS and _has_quizzes():
        return Term.objects.published().filter(slug=slug).first(), None
    if view in _OF_PATHS:
        return None, Path.objects.current().filter(slug=slug).first()
    return None, None


def _resolved(path: str) -> tuple[str, str]:
    try:
        match = resolve(unquote(path))
    except Resolver404:
        return "", ""
    return match.view_name, match.kwargs.get("slug", "")


def _has_quizzes() -> bool:
    return "quizzes" in settings.MODULES


def _scored(label: str, points: int) -> str:
    """Quiz, 6 points"""
    words = ngettext("%(label)s, %(points)s point", "%(label)s, %(points)s points", points)
    return words % {"label": label, "points": points}
