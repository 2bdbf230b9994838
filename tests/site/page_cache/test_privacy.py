"""Whatever is asked, and however Django answers: no byte of one visitor reaches another."""

import gzip
from typing import Any

import brotli
from hypothesis import given
from hypothesis import strategies as st

from tests.site.page_cache.caching import HTML, Answer, ask, make_cache

HEADERS = ("HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_USER_AGENT", "HTTP_REFERER", "REMOTE_ADDR",
           "HTTP_ACCEPT_LANGUAGE", "HTTP_X_FORWARDED_FOR", "HTTP_HX_CURRENT_URL", "REMOTE_USER",
           "HTTP_IF_NONE_MATCH", "HTTP_HX_PROMPT", "HTTP_RANGE", "HTTP_TRACEPARENT")  # fmt: skip
CACHING = (
    "public",
    "public, max-age=0, s-maxage=60",
    "private",
    "no-store, public",
    "no-cache",
    "",
)
COOKIES = ("", "sessionid=", "csrftoken=", "theme=", "a=b; sessionid=", "SESSIONID=")

requests = st.fixed_dictionaries(
    {
        "path": st.sampled_from(["/", "/terms/mlops/", "/me/"]),
        "REQUEST_METHOD": st.sampled_from(["GET", "HEAD", "POST"]),
        "HTTP_ACCEPT_ENCODING": st.sampled_from(["", "br", "gzip"]),
        "told": st.sets(st.sampled_from(HEADERS)),
        "cookie": st.sampled_from(COOKIES),
        "caching": st.sampled_from(CACHING),
        "sets_cookie": st.booleans(),
        "reads_body": st.booleans(),
    }
)


def echo(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """A careless application: it says what the test tells it to, and writes all that it was told."""
    headers = [HTML, ("Cache-Control", environ["test.caching"])]
    if environ["test.sets_cookie"]:
        headers.append(("Set-Cookie", f"sessionid={environ.get('REMOTE_ADDR')}"))
    told = [f"{name}={value}" for name, value in environ.items() if name in HEADERS]
    if environ["test.reads_body"]:
        told.append(str(environ.get("CONTENT_TYPE")))
    headers.append(("X-Told", " ".join(told)))
    start_response("200 OK", headers)
    return [" ".join(["Words."] * 200 + told).encode()]


def send(cache: Any, number: int, request: dict[str, Any]) -> Answer:
    secret = f"secret-{number}-"
    given = {name: request[name] for name in ("REQUEST_METHOD", "HTTP_ACCEPT_ENCODING")}
    given |= {f"test.{name}": request[name] for name in ("caching", "sets_cookie", "reads_body")}
    given |= {name: secret + name for name in request["told"]}
    given |= {"CONTENT_TYPE": secret + "type", "REMOTE_ADDR": secret + "address"}
    if request["cookie"]:
        given["HTTP_COOKIE"] = request["cookie"] + secret + "cookie"
    return ask(cache, request["path"], **given)


def readable(answer: Answer) -> str:
    body = answer.body
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}
    if body and (encoding := answer.headers.get("content-encoding")):
        body = unpack[encoding](body)
    return f"{answer.headers} {body.decode(errors='replace')}"


@given(st.lists(requests, min_size=2, max_size=8))
def test_nobody_reads_what_another_sent(sent: list[dict[str, Any]]) -> None:
    cache = make_cache(echo)
    for number, request in enumerate(sent):
        text = readable(send(cache, number, request))
        for other in range(len(sent)):
            assert other == number or f"secret-{other}-" not in text
    for page in cache.store.pages():
        assert b"secret-" not in page.body("identity")
        assert "secret-" not in str(page.headers)
