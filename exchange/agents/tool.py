"""What a tool is: a function with a model of its arguments, found by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from mcp_types import Tool, ToolAnnotations
from pydantic import BaseModel, ConfigDict, ValidationError


class Arguments(BaseModel):
    """What a tool is called with; an argument that it does not know is refused by name."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class ToolError(Exception):
    """Why there is no answer, in words that tell an agent what to do instead."""


@dataclass(frozen=True)
class AgentTool:
    """`run` takes the site's origin and the arguments; it answers with a record."""

    name: str
    title: str
    description: str
    arguments: type[Arguments]
    run: Callable[[str, Any], BaseModel]
    module: str

    @property
    def is_on(self) -> bool:
        """Whether the site has what it is about."""
        return not self.module or self.module in settings.MODULES

    def described(self) -> Tool:
        return Tool(
            name=self.name,
            title=self.title,
            description=self.description,
            input_schema=self.arguments.model_json_schema(),
            annotations=ToolAnnotations(
                read_only_hint=True, destructive_hint=False, open_world_hint=False
            ),
        )

    def call(self, base: str, given: dict[str, Any]) -> BaseModel:
        """Raises ToolError where it is called wrongly or knows nothing."""
        try:
            arguments = self.arguments.model_validate(given)
        except ValidationError as error:
            raise ToolError(f"{self.name}: {_told(error, self.arguments)}") from None
        return self.run(base, arguments)


_tools: dict[str, AgentTool] = {}


def tool(
    title: str, arguments: type[Arguments], *, module: str = ""
) -> Callable[[Callable[[str, Any], BaseModel]], Callable[[str, Any], BaseModel]]:
    """Decorator: the function is a tool of its own name, described by its docstring."""

    def declare(run: Callable[[str, Any], BaseModel]) -> Callable[[str, Any], BaseModel]:
        words = " ".join((run.__doc__ or "").split())
        _tools[run.__name__] = AgentTool(run.__name__, title, words, arguments, run, module)
        return run

    return declare


def tools() -> dict[str, AgentTool]:
    """Those that the site has, by their names."""
    return {name: one for name, one in _tools.items() if one.is_on}


def _told(error: ValidationError, arguments: type[Arguments]) -> str:
    told = []
    for one in error.errors():
        name = ".".join(map(str, one["loc"]))
        if one["type"] == "extra_forbidden":
            told.append(f"{name!r} is no argument; there are: {', '.join(arguments.model_fields)}")
        else:
            told.append(f"{name}: {one['msg']}")
    return "; ".join(told)
