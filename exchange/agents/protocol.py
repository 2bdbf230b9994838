"""One message of the Model Context Protocol and its answer, whatever it came by.

Revision 2026-07-28 says in each request which revision it speaks; nothing is remembered between
two. Those of 2025 and 2024 begin with a handshake, which is answered and forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as package_version
from typing import Any

from django.utils.translation import gettext
from mcp_types import (
    CLIENT_CAPABILITIES_META_KEY,
    HEADER_MISMATCH,
    INTERNAL_ERROR,
    INVALID_PARAMS,
    INVALID_REQUEST,
    METHOD_NOT_FOUND,
    PARSE_ERROR,
    PROTOCOL_VERSION_META_KEY,
    SERVER_INFO_META_KEY,
    UNSUPPORTED_PROTOCOL_VERSION,
    CallToolResult,
    DiscoverResult,
    EmptyResult,
    Implementation,
    InitializeResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    ReadResourceResult,
    Resource,
    ResourcesCapability,
    ResourceTemplate,
    Result,
    ServerCapabilities,
    TextContent,
    TextResourceContents,
    ToolsCapability,
)
from mcp_types.methods import CLIENT_REQUESTS, parse_client_request, serialize_server_result
from mcp_types.version import (
    HANDSHAKE_PROTOCOL_VERSIONS,
    LATEST_HANDSHAKE_VERSION,
    MODERN_PROTOCOL_VERSIONS,
)
from pydantic import ValidationError

import exchange.agents.tools  # noqa: F401 - each declares itself
from exchange.agents.tool import ToolError, tools
from exchange.entries.markdown import write_entry
from exchange.records.reading import read_entry, read_scheme
from terms.models import Term

NAMED_BY = {"tools/call": "name", "resources/read": "uri", "prompts/get": "name"}
"""The parameter of a request that HTTP repeats in the header `Mcp-Name`."""

_PAGE = 200
_CACHE_MS = 60_000
_TEXT = "text/markdown"
_STATUSES = {INTERNAL_ERROR: 500, METHOD_NOT_FOUND: 404}
"""What HTTP calls an error; 400 any other."""


class ProtocolError(Exception):
    """Why a message is not answered, as JSON-RPC tells it."""

    def __init__(self, code: int, message: str, data: Any = None) -> None:
        super().__init__(message)
        self.code, self.data = code, data

    @property
    def status(self) -> int:
        return _STATUSES.get(self.code, 400)


@dataclass(frozen=True)
class Answer:
    """What is sent back; no message for a notification. `status` is that of HTTP."""

    message: dict[str, Any] | None
    status: int = 200


def answer_text(text: str | bytes, base: str, headers: Mapping[str, str] | None = None) -> Answer:
    """The answer to one message as JSON text; `headers` are those of HTTP, in small letters."""
    number: Any = None
    try:
        message = _parsed(text)
        number = message.get("id")
        version = _version_of(message, headers)
        if "id" not in message:
            return Answer(None, 202)
        result = _result_of(message, version, base)
        return Answer({"jsonrpc": "2.0", "id": number, "result": result})
    except ProtocolError as error:
        told = {"code": error.code, "message": str(error)}
        if error.data is not None:
            told["data"] = error.data
        return Answer({"jsonrpc": "2.0", "id": number, "error": told}, error.status)


def _parsed(text: str | bytes) -> dict[str, Any]:
    try:
        message = json.loads(text)
        written = json.dumps(message, ensure_ascii=False).encode()  # not with half a character
    except (ValueError, RecursionError):
        raise ProtocolError(PARSE_ERROR, "the message is not JSON") from None
    if b"\\u0000" in written:  # no database can be asked for it
        raise ProtocolError(INVALID_REQUEST, "a message holds no NUL")
    if not isinstance(message, dict):
        raise ProtocolError(INVALID_REQUEST, "send one message, an object; batches are not taken")
    is_request = isinstance(message.get("method"), str) and message.get("jsonrpc") == "2.0"
    params = message.get("params", {})
    if not is_request or not isinstance(params, dict):
        words = "a message has jsonrpc '2.0', a method and, if any, an object of params"
        raise ProtocolError(INVALID_REQUEST, words)
    if "id" in message and (
        isinstance(message["id"], bool) or not isinstance(message["id"], str | int)
    ):
        raise ProtocolError(INVALID_REQUEST, "the id of a request is a text or a whole number")
    return message


def _version_of(message: dict[str, Any], headers: Mapping[str, str] | None) -> str:
    """The revision that a message speaks. Raises ProtocolError where it contradicts itself."""
    params, method = message.get("params", {}), message["method"]
    meta = params.get("_meta")
    said = meta.get(PROTOCOL_VERSION_META_KEY) if isinstance(meta, dict) else None
    told = (headers or {}).get("mcp-protocol-version")
    if said is None and (told is None or told in HANDSHAKE_PROTOCOL_VERSIONS):
        return _handshake_version(method, params, told)
    if said is None and "id" not in message:
        said = told
    if not isinstance(said, str):
        words = f"params._meta has no {PROTOCOL_VERSION_META_KEY}"
        raise ProtocolError(INVALID_PARAMS, words)
    if headers is not None and "id" in message:
        _compare(message, said, headers)
    if said not in MODERN_PROTOCOL_VERSIONS:
        data = {"supported": list(MODERN_PROTOCOL_VERSIONS), "requested": said}
        raise ProtocolError(UNSUPPORTED_PROTOCOL_VERSION, "Unsupported protocol version", data)
    if "id" in message and CLIENT_CAPABILITIES_META_KEY not in (meta or {}):
        words = f"params._meta has no {CLIENT_CAPABILITIES_META_KEY}; it may be {{}}"
        raise ProtocolError(INVALID_PARAMS, words)
    return said


def _handshake_version(method: str, params: dict[str, Any], told: str | None) -> str:
    if method == "initialize":
        asked = params.get("protocolVersion")
        return asked if asked in HANDSHAKE_PROTOCOL_VERSIONS else LATEST_HANDSHAKE_VERSION
    if method == "server/discover":
        words = f"server/discover has {PROTOCOL_VERSION_META_KEY} in params._meta"
        raise ProtocolError(INVALID_PARAMS, words)
    return told or LATEST_HANDSHAKE_VERSION


def _compare(message: dict[str, Any], version: str, headers: Mapping[str, str]) -> None:
    """Raises ProtocolError where headers, which proxies read, say something else than the body."""
    method = message["method"]
    expected = {"mcp-protocol-version": version, "mcp-method": method}
    name = message["params"].get(NAMED_BY.get(method, ""))
    if isinstance(name, str) and name.isascii():
        expected["mcp-name"] = name
    for header, value in expected.items():
        if headers.get(header) != value:
            words = f"the header {header} has to be {value[:80]!r}, as the message says"
            raise ProtocolError(HEADER_MISMATCH, words)


def _result_of(message: dict[str, Any], version: str, base: str) -> dict[str, Any]:
    method, params = message["method"], message.get("params")
    if (method, version) not in CLIENT_REQUESTS or method not in _METHODS:
        raise ProtocolError(METHOD_NOT_FOUND, f"there is no method {method[:80]!r} here")
    try:
        request = parse_client_request(method, version, params)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ProtocolError(INVALID_PARAMS, f"{place}: {first['msg']}") from None
    result = _METHODS[method](request, version, base)
    told = result.model_dump(by_alias=True, mode="json", exclude_none=True)
    if version in MODERN_PROTOCOL_VERSIONS:
        server = _server(base).model_dump(by_alias=True, exclude_none=True)
        told["_meta"] = {**told.get("_meta", {}), SERVER_INFO_META_KEY: server}
    return serialize_server_result(method, version, told)


def _server(base: str) -> Implementation:

    try:
        number = package_version("drift-and-margin")
    except PackageNotFoundError:  # run from a checkout
        number = "0"
    return Implementation(name="glossary", title=read_scheme(base).title, version=number)


def _capabilities() -> ServerCapabilities:
    return ServerCapabilities(tools=ToolsCapability(), resources=ResourcesCapability())


def _instructions(base: str) -> str:
    scheme = read_scheme(base)
    return (
        f"{scheme.title}: {scheme.tagline} Every figure has its source, its date and its kind "
        "(measured, survey, estimate, calculation). Tell them with the figure, and cite the url."
    )


def _initialize(request: Any, version: str, base: str) -> Result:
    return InitializeResult(
        protocol_version=version,
        capabilities=_capabilities(),
        server_info=_server(base),
        instructions=_instructions(base),
    )


def _discover(request: Any, version: str, base: str) -> Result:
    return DiscoverResult(
        supported_versions=[*MODERN_PROTOCOL_VERSIONS],
        capabilities=_capabilities(),
        instructions=_instructions(base),
        ttl_ms=_CACHE_MS,
        cache_scope="public",
    )


def _ping(request: Any, version: str, base: str) -> Result:
    return EmptyResult()


def _list_tools(request: Any, version: str, base: str) -> Result:
    described = [one.described() for one in tools().values()]
    return ListToolsResult(tools=described, ttl_ms=_CACHE_MS, cache_scope="public")


def _call_tool(request: Any, version: str, base: str) -> Result:
    """What the tool answers, as data and as the same in JSON for clients that read text alone."""
    name = request.params.name
    if name not in tools():
        words = f"there is no tool {name[:80]!r}; there are: {', '.join(tools())}"
        raise ProtocolError(INVALID_PARAMS, words)
    try:
        found = tools()[name].call(base, request.params.arguments or {})
    except ToolError as error:
        return CallToolResult(content=[TextContent(text=str(error))], is_error=True)
    return CallToolResult(
        content=[TextContent(text=found.model_dump_json(exclude_defaults=True))],
        structured_content=found.model_dump(mode="json"),
    )


def _list_resources(request: Any, version: str, base: str) -> Result:
    """Published entries by their slugs, a page at a time; the cursor is the last slug."""
    cursor = request.params.cursor if request.params and request.params.cursor else ""
    terms = Term.objects.for_list().order_by("slug").filter(slug__gt=cursor)
    found = list(terms[: _PAGE + 1])
    return ListResourcesResult(
        resources=[
            Resource(
                name=term.slug,
                title=term.title,
                uri=f"{base}{term.get_absolute_url().rstrip('/')}.md",
                mime_type=_TEXT,
            )
            for term in found[:_PAGE]
        ],
        next_cursor=found[_PAGE - 1].slug if len(found) > _PAGE else None,
        ttl_ms=_CACHE_MS,
        cache_scope="public",
    )


def _list_templates(request: Any, version: str, base: str) -> Result:
    template = ResourceTemplate(
        name="entry",
        title=gettext("An entry"),
        uri_template=f"{base}/terms/{{slug}}.md",
        mime_type=_TEXT,
    )
    return ListResourceTemplatesResult(
        resource_templates=[template], ttl_ms=_CACHE_MS, cache_scope="public"
    )


def _read_resource(request: Any, version: str, base: str) -> Result:
    uri = str(request.params.uri)
    head = f"{base}/terms/"
    slug = uri.removeprefix(head).removesuffix(".md") if uri.startswith(head) else ""
    entry = read_entry(slug, base) if slug and uri.endswith(".md") else None
    if entry is None:
        words = f"there is no resource {uri[:200]!r}; resources/list has all of them"
        raise ProtocolError(INVALID_PARAMS, words)
    contents = TextResourceContents(uri=uri, mime_type=_TEXT, text=write_entry(entry))
    return ReadResourceResult(contents=[contents], ttl_ms=_CACHE_MS, cache_scope="public")


_METHODS = {
    "initialize": _initialize,
    "server/discover": _discover,
    "ping": _ping,
    "tools/list": _list_tools,
    "tools/call": _call_tool,
    "resources/list": _list_resources,
    "resources/templates/list": _list_templates,
    "resources/read": _read_resource,
}
