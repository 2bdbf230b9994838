"""Starting points for common features: numbers of our own, measured nowhere and said to be so.

The tier prices are the illustrative ones of the term pages, so that only mix and use differ.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PRICES = {"Small": "0.01", "Mid": "0.10", "Frontier": "1.00"}
OTHER_COGS = "15%"
"""Of revenue, for hosting, support and payment."""


@dataclass(frozen=True)
class Example:
    """A feature: its route mix from the small tier up, use, price and what else it needs."""

    key: str
    title: str | Promise
    mix: tuple[str, str, str]
    volume: tuple[str, str, str]
    options: tuple[tuple[str, str], ...] = ()

    @property
    def query(self) -> str:
        """The state that the calculator starts from."""
        rows = enumerate(zip(PRICES.items(), self.mix, strict=True), start=1)
        state = [
            pair
            for row, ((name, price), share) in rows
            for pair in ((f"name_{row}", name), (f"share_{row}", share), (f"price_{row}", price))
        ]
        names = ("users", "requests_per_user", "price_per_user")
        volume = zip(names, self.volume, strict=True)
        return urlencode([*state, *volume, ("other_cogs", OTHER_COGS), *self.options])


EXAMPLES = (
    Example(
        "support-chatbot",
        _("A support chatbot"),
        ("80%", "18%", "2%"),
        ("20000", "6", "9"),
        (("hit_rate", "30%"), ("lookup_usd", "0.0005"), ("guardrail_usd", "0.002")),
    ),
    Example(
        "coding-assistant",
        _("A coding assistant"),
        ("55%", "30%", "15%"),
        ("2000", "120", "39"),
        (("failure_rate", "5%"), ("most_retries", "2")),
    ),
    Example(
        "document-search",
        _("Document search"),
        ("60%", "40%", "0%"),
        ("5000", "40", "15"),
        (
            ("hit_rate", "20%"),
            ("lookup_usd", "0.0005"),
            ("checked_share", "5%"),
            ("check_usd", "0.05"),
        ),
    ),
    Example(
        "bulk-classification",
        _("Classification in bulk"),
        ("97%", "3%", "0%"),
        ("50", "20000", "500"),
        (("fixed_monthly", "500"), ("failure_rate", "2%"), ("most_retries", "1")),
    ),
)
