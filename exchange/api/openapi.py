"""The API's description in OpenAPI 3.1, from what its addresses declare, and the page about it."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from exchange.api import views  # noqa: F401 - what it declares is described
from exchange.api.endpoint import ENDPOINTS, ROOT, VERSION, Endpoint
from exchange.api.records import Problem
from exchange.records.reading import read_scheme
from glossary_site.page_cache.public import public_page
from glossary_site.web.http import site_origin
from glossary_site.web.limits import API_PER_ADDRESS

_REF = "#/components/schemas/{model}"
_TAKEN = re.compile(r"\{(\w+)\}")
_STATUSES = {"404": "Not found", "422": "Wrong parameters", "429": "Too many requests"}


@public_page()
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The whole description as JSON; any page may read it."""
    response = JsonResponse(describe(site_origin(request)), json_dumps_params={"indent": 1})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def describe(base: str) -> dict[str, Any]:
    """Paths with their parameters and answers; schemas are those of the pydantic models."""
    models = [(one.returns, "serialization") for one in ENDPOINTS] + [(Problem, "serialization")]
    _, schemas = models_json_schema(models, ref_template=_REF)  # type: ignore[arg-type]
    scheme = read_scheme(base)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": scheme.title or "Glossary",
            "version": VERSION,
            "description": "Entries, figures with their sources and more. "
            f"Read-only; an address may have {API_PER_ADDRESS} computed answers a minute.",
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": f"{base}{ROOT}"}],
        "paths": {one.path: {"get": _operation(one)} for one in ENDPOINTS},
        "components": {"schemas": schemas.get("$defs", {})},
    }


def _operation(one: Endpoint) -> dict[str, Any]:
    answer = TypeAdapter(one.returns).json_schema(ref_template=_REF, mode="serialization")
    name = answer.get("title", "")
    parameters = [
        {
            "name": taken,
            "in": "path",
            "required": True,
            "schema": {"type": "string"},
            "example": one.example.rpartition("/")[2],
        }
        for taken in _TAKEN.findall(one.path)
    ]
    schema = one.asked.model_json_schema(ref_template=_REF)
    for field, said in schema.get("properties", {}).items():
        parameters.append(
            {
                "name": field,
                "in": "query",
                "required": field in schema.get("required", ()),
                "description": said.pop("description", ""),
                "schema": said,
            }
        )
    responses: dict[str, Any] = {
        "200": {
            "description": one.summary,
            "content": {"application/json": {"schema": {"$ref": _REF.format(model=_key(name))}}},
        }
    }
    for status, words in (*_STATUSES.items(), ("400", "Bad request")):
        problem = {"schema": {"$ref": _REF.format(model="Problem")}}
        responses[status] = {
            "description": words,
            "content": {"application/problem+json": problem},
        }
    return {
        "operationId": one.name,
        "summary": one.summary,
        "parameters": parameters,
        "responses": responses,
    }


def _key(title: str) -> str:
    """What pydantic calls a generic model among the schemas: `ListOf[EntryHead]`."""
    return re.sub(r"\W", "_", title)


@public_page()
@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """What there is to ask, each with an example that can be followed."""
    context = {"endpoints": ENDPOINTS, "root": ROOT, "most": API_PER_ADDRESS}
    return render(request, "exchange/api.html", context)
