"""Starting points: features that people build, each with models of the snapshot.

Users, requests, prices and what a source does not say of tokens are assumptions of our own.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OTHER_COGS = "15%"
"""Of revenue, for hosting, support and payment."""


@dataclass(frozen=True)
class Route:
    """A model and the tokens of a request to it; an empty share is what the others leave."""

    model: str
    tokens_in: int
    tokens_out: int
    cached: int = 0
    share: str = ""


@dataclass(frozen=True)
class Source:
    """Where a number of tokens comes from, and when that was published, as far as it says."""

    title: str
    url: str
    date: str = ""


@dataclass(frozen=True)
class Example:
    """A feature: its models, use and price; `tokens` says where the tokens of a request come from.

    `volume` is users, requests of one of them a month, and what one pays a month in dollars.
    """

    key: str
    title: str | Promise
    models: str | Promise
    tokens: str | Promise
    routes: tuple[Route, ...]
    volume: tuple[str, str, str]
    options: tuple[tuple[str, str], ...] = ()
    source: Source | None = None

    @property
    def query(self) -> str:
        """The state that the calculator starts from."""
        state: list[tuple[str, str]] = []
        for row, route in enumerate(self.routes, start=1):
            state += [(f"model_{row}", route.model), (f"share_{row}", route.share)]
            state += [
                (f"input_{row}", str(route.tokens_in)),
                (f"output_{row}", str(route.tokens_out)),
            ]
            state += [(f"cached_{row}", str(route.cached))] if route.cached else []
        names = ("users", "requests_per_user", "price_per_user")
        volume = zip(names, self.volume, strict=True)
        return urlencode([*state, *volume, ("other_cogs", OTHER_COGS), *self.options])


_SMALL = _("A small model, as answers are short and there are many.")
_MIDDLE = _("A mid-size model: a wrong answer costs more than the tokens.")

EXAMPLES = (
    Example(
        "document-questions",
        _("Questions about documents"),
        _MIDDLE,
        _(
            "Five passages of 800 tokens, the size that OpenAI’s file search cuts by default. "
            "Their number, 500 tokens of question and instructions, and 300 out are our assumption."
        ),
        (Route("openai/gpt-6.1-terra", 4_500, 300),),
        ("5000", "40", "15"),
        (("failure_rate", "2%"), ("most_retries", "1")),
        Source(
            "OpenAI client, StaticFileChunkingStrategy",
            "https://v03.api.js.langchain.com/interfaces/_langchain_openai.OpenAIClient.VectorStores.StaticFileChunkingStrategy.html",
        ),
    ),
    Example(
        "support-chat",
        _("Support chat"),
        _SMALL,
        _("Median of 19,366 conversations: 1,020 tokens in, 129 out, rounded."),
        (Route("anthropic/claude-haiku-5-5", 1_000, 130),),
        ("20000", "6", "9"),
        (("guardrail_usd", "0.0001"),),
        Source(
            "Azure LLM inference trace",
            "https://github.com/Azure/AzurePublicDataset/blob/master/AzureLLMInferenceDataset2023.md",
            "2023-11-11",
        ),
    ),
    Example(
        "document-extraction",
        _("Document extraction"),
        _("A fast model in batches, as nobody waits for the answer."),
        _("A PDF of ten pages: 5,601 tokens. 400 of instructions and 600 out are our assumption."),
        (Route("google/gemini-3.8-flash", 6_000, 600),),
        ("200", "500", "99"),
        (("batch", "on"), ("checked_share", "2%"), ("check_usd", "0.50")),
        Source(
            "PDF token cost per page",
            "https://huggingface.co/datasets/JOHNISKING/pdf-token-cost",
            "2026-10-18",
        ),
    ),
    Example(
        "code-review",
        _("Code review"),
        _MIDDLE,
        _("A change with the files around it, and ten remarks: our assumption."),
        (Route("anthropic/claude-sonnet-5-5", 12_000, 1_500, 6_000),),
        ("300", "60", "25"),
    ),
    Example(
        "coding-agent",
        _("Coding agent, each step"),
        _("A mid-size model with a prompt cache, as each step sends the whole session again."),
        _("Medians of 194,361 steps: 126,180 cached, 857 new, 252 out, rounded."),
        (Route("anthropic/claude-sonnet-5-5", 127_000, 250, 126_000),),
        ("300", "1500", "60"),
        (("written_tokens", "900"), ("failure_rate", "2%"), ("most_retries", "2")),
        Source(
            "TraceLab, University of Washington",
            "https://tracelab.cs.washington.edu/exp/llm_generation/token_length_distribution/",
            "2026",
        ),
    ),
    Example(
        "writing-assistant",
        _("Writing assistant with a router"),
        _("A small model for most requests, a large one for what a router finds hard."),
        _("A page of text in, half a page out: our assumption."),
        (
            Route("anthropic/claude-haiku-5-5", 1_500, 500),
            Route("anthropic/claude-opus-5-5", 1_500, 500, share="20%"),
        ),
        ("10000", "60", "12"),
    ),
)
