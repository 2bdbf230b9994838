"""The page of all components."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dev.styleguide.guide import all_sections
from dev.styleguide.specimens import draw


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state. The rows that a state needs are made, drawn, taken back."""
    with transaction.atomic():
        context = {"sections": list(draw(all_sections(request), request))}
        transaction.set_rollback(True)
    return render(request, "styleguide/styleguide.html", context)
