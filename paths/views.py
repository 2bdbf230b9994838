"""Paths, the mixed check at the end of one, and its result to be shared."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from glossary_site.page_cache.public import public_page
from glossary_site.registries import PATH_LINKS
from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.addresses.reading import read_number
from glossary_site.web.http import absolute_url
from glossary_site.web.limits import limit_posts
from learners.identity import ensure_learner, learner_id_of, learner_of
from paths.groups import leave_groups
from paths.mixed_check import (
    QUESTIONS,
    enrol,
    finish_path,
    read_check,
    share,
    start_check,
    to_read_again,
)
from paths.models import Enrolment, Path, PathCheck
from paths.next_terms import next_terms
from paths.progress import PathProgress, read_paths
from quizzes.attempts.attempt_flow import Venue, answer, show
from quizzes.attempts.progress import Progress, progress_of
from quizzes.attempts.results import share_result


@public_page()
@require_safe
def path_list(request: HttpRequest) -> HttpResponse:
    """Every path, how far the reader is on it, and what they can learn next."""
    learner_id = learner_id_of(request)
    paths = read_paths(Path.objects.current().with_steps(), learner_id)
    context = {"paths": paths, "next_terms": next_terms(learner_id)}
    return render(request, "paths/path_list.html", context)


@public_page()
@require_safe
def path_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A path with its steps in order, and where the reader goes on."""
    progress = _read_path(request, slug)
    context = {"progress": progress, "questions": QUESTIONS, "path_links": PATH_LINKS}
    return render(request, "paths/path_detail.html", context)


@posts_from("paths:path_detail")
@limit_posts
def path_start(request: HttpRequest, slug: str) -> HttpResponse:
    """Put the reader on the path."""
    path = _path_or_404(slug)
    enrol(ensure_learner(request), path)
    return redirect(path)


@posts_from("paths:path_detail")
@limit_posts
def path_stop(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the reader off the path, and out of the group that invited them; answers stay."""
    path = _path_or_404(slug)
    learner_id = learner_id_of(request)
    Enrolment.objects.filter(path=path, learner=learner_id).delete()
    leave_groups(path, learner_id)
    return redirect(path)


@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts
def path_check(request: HttpRequest, slug: str) -> HttpResponse:
    """The check under way or the result of the last one, else how to begin; a post answers."""
    read = _read_path(request, slug)
    if not read.has_check:
        raise Http404(f"the path {slug!r} has too few questions for a check")
    learner = learner_of(request)
    check, progress = read_check(read.path, learner)
    venue = _venue(request, read.path, check, progress)
    if request.method == "POST":
        response = answer(request, venue, progress)
        if learner and check and progress_of(check.attempt).is_finished:
            finish_path(learner, read.path)
        return response
    if check is None:
        context = {"path": read.path, "questions": QUESTIONS}
        return render(request, "paths/path_check.html", context)
    return show(request, venue, progress, read_number(request.GET, "question", progress.total))


@posts_from("paths:path_check")
@limit_posts
def check_start(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a check, unless one is under way; then go to it."""
    path = _path_or_404(slug)
    start_check(ensure_learner(request), path)
    return redirect("paths:path_check", slug=path.slug)


@posts_from("paths:path_check")
@limit_posts
def check_share(request: HttpRequest, slug: str) -> HttpResponse:
    """`do=share` gives the reader's last result an address, `do=revoke` takes it away."""
    path, wish = _path_or_404(slug), request.POST.get("do", "")
    if wish not in {"share", "revoke"}:
        message = _("do=%(wish)s is not possible: use share or revoke")
        raise BadRequest(message % {"wish": repr(wish[:20])})
    check, progress = read_check(path, learner_of(request))
    if check and progress.is_finished:
        share(check, is_shared=wish == "share")
    return redirect("paths:path_check", slug=path.slug)


@require_safe
def path_result(request: HttpRequest, token: str) -> HttpResponse:
    """The result of a check, for anyone who has its link: no name, and no answers."""
    checks = PathCheck.objects.select_related("attempt", "path").filter(token=token, is_shared=True)
    check = checks.first() if token.isprintable() else None
    if check is None:
        raise Http404("no result has this token")
    progress = progress_of(check.attempt)
    answered_at = max(posed.given.answered_at for posed in progress.posed if posed.given)
    context = {
        "path": check.path,
        "result": share_result(progress),
        "answered_at": answered_at,
        "covers": sorted({posed.question.quiz.term.title for posed in progress.posed}),
    }
    return render(request, "paths/path_result.html", context)


def _venue(request: HttpRequest, path: Path, check: PathCheck | None, progress: Progress) -> Venue:
    context: dict[str, object] = {"path": path}
    if check and progress.is_finished:
        shared = absolute_url(request, check.get_absolute_url()) if check.is_shared else ""
        context |= {
            "after_result": "paths/_check_result.html",
            "read_again": to_read_again(progress),
            "shared_url": shared,
        }
    url = reverse("paths:path_check", args=[path.slug])
    return Venue("paths/path_check.html", url, context=context)


def _path_or_404(slug: str) -> Path:
    if path := Path.objects.current().filter(slug=slug).first():
        return path
    raise Http404(f"no path {slug!r}")


def _read_path(request: HttpRequest, slug: str) -> PathProgress:
    paths = Path.objects.current().filter(slug=slug).with_steps()
    found = read_paths(paths, learner_id_of(request))
    if not found:
        raise Http404(f"no path {slug!r}")
    return found[0]
