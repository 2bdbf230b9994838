"""What is kept about the reader, and how to have it deleted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from learners.identity import forget_learner, learner_of


@never_cache
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """What is stored, in plain words, and a button that deletes it."""
    return render(request, "learners/me.html", {"learner": learner_of(request)})


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Delete the learner with all answers, ticks and assessments."""
    forget_learner(request)
    return redirect("learners:me")
