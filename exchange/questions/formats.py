"""The formats of questions, by the ends of their addresses, and what each has no place for."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exchange.questions.anki import write_deck
from exchange.questions.gift import write_gift
from exchange.questions.items import Item
from exchange.questions.lettered import letter
from exchange.questions.moodle import write_moodle
from exchange.questions.papers import Paper
from exchange.questions.qti import QTI_21, QTI_30, write_qti
from terms.markdown.plain import plain_text


@dataclass(frozen=True)
class Format:
    """A format: the end of its files' names, its media type, its name, and what it drops."""

    suffix: str
    media_type: str
    label: str | Promise
    drops: str | Promise
    write: Callable[[Paper], bytes]

    @property
    def key(self) -> str:
        return self.suffix.partition(".")[0]


def write_tsv(paper: Paper) -> bytes:
    """A question and its answer a line, as Quizlet and flash cards of its kind import them."""
    rows = map(_row, paper.once().items)
    return "".join(f"{question}\t{answer}\n" for question, answer in rows).encode()


def _row(item: Item) -> tuple[str, str]:
    lettered = letter(item)
    options = " ".join(f"{name}) {plain_text(text)}" for name, text in lettered.options)
    key = plain_text(item.number.shown) if item.number else lettered.key
    return f"{plain_text(item.asked)} {options}".strip(), key


FORMATS = (
    Format(
        "moodle.xml",
        "application/xml",
        _("Moodle XML"),
        _("Nothing is lost. Parts of a point have five decimals of a percent."),
        write_moodle,
    ),
    Format(
        "gift",
        "text/plain; charset=utf-8",
        _("GIFT, for Moodle and others"),
        _(
            "Steps to order become steps to match with their places: a step earns its part in its "
            "own place alone. Parts of a point have five decimals of a percent."
        ),
        write_gift,
    ),
    Format(
        "qti21.zip",
        "application/zip",
        _("QTI 2.1, for Canvas, OpenOlat, TAO and others"),
        _("Nothing is lost, but not every program reads the rule by which steps are scored."),
        lambda paper: write_qti(paper, QTI_21),
    ),
    Format(
        "qti30.zip",
        "application/zip",
        _("QTI 3.0"),
        _("As QTI 2.1."),
        lambda paper: write_qti(paper, QTI_30),
    ),
    Format(
        "apkg",
        "application/vnd.anki",
        _("A deck for Anki"),
        _("Cards are not scored: who learns says how well it went. Numbers are drawn once."),
        write_deck,
    ),
    Format(
        "tsv",
        "text/tab-separated-values; charset=utf-8",
        _("A table of questions and answers, for Quizlet"),
        _("Reasons, parts of a point and tolerances are left out. Numbers are drawn once."),
        write_tsv,
    ),
)
