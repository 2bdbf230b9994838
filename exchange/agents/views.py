"""The server for agents over HTTP: one message in, one answer out, nothing remembered."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from glossary_site.web.http import site_origin
from glossary_site.web.limits import api_limit

MOST_BYTES = 100_000
"""Of one message: twenty times what the longest call of a tool takes."""


def agents(request: HttpRequest) -> HttpResponse:
    """Streamable HTTP without its streams: a POST has one message and gets one answer."""
    if not _is_allowed(request):
        return _refuse(403, "requests of other sites' pages are not taken")
    if request.method != "POST":
        response = _refuse(405, "send a JSON-RPC message by POST; there is no stream")
        response["Allow"] = "POST"
        return response
    if settings.RATE_LIMITS and (left := api_limit(request)).remaining < 0:
        response = _refuse(429, f"too many requests; wait {left.wait_s} s")
        response["Retry-After"] = str(left.wait_s)
        return response
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return _refuse(413, f"a message has at most {MOST_BYTES} bytes")
    headers = {name.lower(): value for name, value in request.headers.items()}
    from exchange.agents.protocol import answer_text  # its models take longer than Django's start

    answer = answer_text(request.body, site_origin(request), headers)
    if answer.message is None:
        return HttpResponse(status=answer.status)
    response = JsonResponse(answer.message, status=answer.status)
    response["Cache-Control"] = "no-store"
    return response


def _is_allowed(request: HttpRequest) -> bool:
    """Programs send no Origin; a browser does, and only this site's pages may ask in it."""
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin)[:2] == urlsplit(site_origin(request))[:2]


def _refuse(status: int, words: str) -> JsonResponse:
    return JsonResponse(
        {"jsonrpc": "2.0", "id": None, "error": {"code": -32600, "message": words}}, status=status
    )
