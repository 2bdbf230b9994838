"""The protocol's own client against our server: today's revision, and the handshake before it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Literal

import pytest
from mcp import Client, MCPError
from pytest_django.live_server_helper import LiveServer

from tests.world import make_figure, make_glossary, make_quiz, make_term

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_it_finds_and_calls_everything(
    live_server: LiveServer, mode: Literal["auto", "legacy"]
) -> None:
    make_glossary(title="Words")
    term = make_term(slug="mlops", title="MLOps")
    make_figure(term, key="F1", value="91%")
    make_quiz(term)

    async def ask() -> None:
        async with Client(f"{live_server.url}/mcp", mode=mode) as client:
            is_new = client.protocol_version == "2026-07-28"
            assert is_new is (mode == "auto")
            assert "define" in [one.name for one in (await client.list_tools()).tools]
            told = await client.call_tool("figure", {"term": "mlops"})
            assert told.structured_content["figures"][0]["value"] == "91%"
            wrong = await client.call_tool("define", {"term": "nothing at all"})
            assert wrong.is_error
            (resource,) = (await client.list_resources()).resources
            read = await client.read_resource(resource.uri)
            assert "# MLOps" in getattr(read.contents[0], "text", "")
            with pytest.raises(MCPError, match="resources/list"):
                await client.read_resource("https://nowhere.example/")

    with ThreadPoolExecutor() as others:  # Playwright may run a loop in this thread
        others.submit(asyncio.run, ask()).result()
