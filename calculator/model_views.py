"""The models that a tier can be priced by, a provider at a time."""

from collections import Counter

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from calculator.model.model_prices import SNAPSHOT, ListedModel, listed_models
from glossary_site.page_cache.public import public_page
from glossary_site.web.addresses import read_number

MODELS_PER_PAGE = 100


@public_page(params=("provider", "page"))
@require_safe
def model_list(request: HttpRequest) -> HttpResponse:
    """All providers; with `?provider=` the models of one, 100 a page, with their prices."""
    models = listed_models().values()
    counts = Counter((model.provider_id, model.provider_name) for model in models)
    provider = request.GET.get("provider", "")
    own = models_of(provider)
    if provider and not own:
        raise Http404(f"no provider {provider[:80]!r}")
    context = {
        "providers": [(*names, count) for names, count in counts.items()],
        "provider": own[0] if own else None,
        "page": models_page(own, read_number(request.GET, "page") or 1),
        "snapshot": SNAPSHOT,
    }
    return render(request, "calculator/model_list.html", context)


def models_of(provider_id: str) -> list[ListedModel]:
    """The models of one provider, in the order of the snapshot."""
    return [model for model in listed_models().values() if model.provider_id == provider_id]


def models_page(models: list[ListedModel], number: int) -> Page[ListedModel]:
    """One page of them. Raises Http404 beyond the last."""
    try:
        return Paginator(models, MODELS_PER_PAGE).page(number)
    except EmptyPage as error:
        raise Http404(f"no page {number}") from error
