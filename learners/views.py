"""What is kept about the reader: in general, of themselves, as a file, and no more."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from learners.forgetting import forget_learner, leave_device
from learners.identity import learner_of
from learners.learning import read_learning
from learners.own_data import KEPT, own_data, stored_of


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What the site stores, where, for how long, and what it never stores."""
    kept = [one for one in KEPT if one.is_kept]
    return render(request, "learners/privacy.html", {"kept": kept})


@never_cache
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """*My learning*: what the learner has come to; then what is stored, to take along or delete."""
    learner = learner_of(request)
    context: dict[str, object] = {"learner": learner}
    if learner:
        context |= {"groups": read_learning(learner.pk), "stored": stored_of(learner)}
    return render(request, "learners/me.html", context)


@never_cache
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """Every row that is stored of the learner, as JSON to keep."""
    learner = learner_of(request)
    if learner is None:
        raise Http404(_("nothing is stored about you"))
    response = JsonResponse(own_data(learner), json_dumps_params={"indent": 2})
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: HttpRequest) -> HttpResponse:
    """Ask whether to delete what it names; a post deletes the learner with all of it."""
    if request.method != "POST":
        learner = learner_of(request)
        stored = stored_of(learner)
        return render(request, "learners/forget.html", {"learner": learner, "stored": stored})
    forget_learner(request)
    return leave_device(redirect("learners:me"))
