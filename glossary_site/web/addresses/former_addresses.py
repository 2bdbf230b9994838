"""Old addresses of what has been renamed lead to the new ones, for good."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from glossary_site.registries import FORMER_SLUGS


def slug_of_today(namespace: str, parameter: str, slug: str) -> str | None:
    """The slug that something has now; None where nothing ever had this one."""
    find = FORMER_SLUGS.get((namespace, parameter))
    return find(slug) if find and slug.isprintable() else None


def redirect_to_new_address(request: HttpRequest) -> HttpResponse | None:
    """Where the page is now whose slug was another one once: 301, and 308 for posts.

    None where nothing has been renamed.
    """
    match = request.resolver_match
    if match is None:
        return None
    kwargs, query, is_renamed = dict(match.kwargs), request.GET.copy(), False
    for namespace, parameter in FORMER_SLUGS:
        place = kwargs if parameter in kwargs else query
        if namespace != match.namespace or parameter not in place:
            continue
        if now := slug_of_today(namespace, parameter, str(place[parameter])):
            place[parameter], is_renamed = now, True
    if not is_renamed:
        return None
    path = reverse(match.view_name, kwargs=kwargs)
    keeps_method = request.method not in ("GET", "HEAD")
    address = f"{path}?{query.urlencode()}" if query else path
    return redirect(address, permanent=True, preserve_request=keeps_method)
