"""Questions as a deck for Anki: for anybody, or with a learner's own schedule and log."""

import datetime
import hashlib
import io
import json
import re
import sqlite3
import tempfile
import uuid
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from exchange.questions.items import KINDS, Item, instances
from exchange.questions.lettered import letter
from exchange.questions.papers import Paper
from quizzes.kinds.scoring import Credit, Verdict
from quizzes.memory.schedule import DECAY, DESIRED_RETENTION
from quizzes.models import LoggedReview, Question, QuestionMemory, Quiz
from terms.models import Term

if TYPE_CHECKING:
    from genanki import Model, Note

MODEL_ID = 1_764_412_800
"""Names the note type in every collection, and may never change."""

EPOCH = datetime.datetime(2020, 1, 1, 4, tzinfo=datetime.UTC)
"""When the collection of a package begins: days in it count from here, and a day begins at four."""

_REVIEW, _RELEARN_FACTOR = 2, 2500
_DAY_S, _HALF = 86_400, 0.5


@dataclass(frozen=True)
class Progress:
    """What a learner recalls of a question, and the log that it follows from, by time."""

    memory: QuestionMemory
    log: Sequence[LoggedReview]


def write_deck(paper: Paper) -> bytes:
    """A new card for each question; a further import renews their text and nothing else."""
    return _package(paper.title, paper.url, [(item, None) for item in paper.once().items])


def write_reviews(learner_id: uuid.UUID | None, title: str, url: str, base: str) -> bytes:
    """A card for each question that the learner has answered and that is asked still.

    Anki asks no question of a kind that no file is written for.
    """
    memories = {
        (one.term_id, one.key, one.answer_digest): one
        for one in QuestionMemory.objects.filter(learner=learner_id)
    }
    terms = Term.objects.published().filter(pk__in={term for term, _key, _digest in memories})
    log = defaultdict[tuple[int, str, str], list[LoggedReview]](list)
    for entry in LoggedReview.objects.filter(learner=learner_id).order_by("answered_at", "pk"):
        log[entry.term_id, entry.key, entry.answer_digest].append(entry)
    quizzes = Quiz.objects.current().filter(term__in=terms)
    asked = (
        Question.objects.filter(quiz__in=quizzes, kind__in=KINDS)
        .for_taking()
        .prefetch_related("options")
    )
    cards = [
        (item, Progress(memories[name], log[name]))
        for one in asked
        if (name := _name(one)) in memories
        for item in list(instances(one, base))[:1]
    ]
    return _package(title, url, cards)


def _name(question: Question) -> tuple[int, str, str]:
    return question.quiz.term_id, question.key, question.answer_digest


def _package(title: str, url: str, cards: Sequence[tuple[Item, Progress | None]]) -> bytes:
    from genanki import Deck, Package

    deck = Deck(_number(url), title, description=url)
    model = _model()
    for item, _progress in cards:
        deck.add_note(_note(item, model))
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        Package(deck).write_to_file(path)
        if any(progress for _item, progress in cards):
            _add_progress(path, {guid_of(item): progress for item, progress in cards if progress})
        packed.write(path.read_bytes())
    return packed.getvalue()


def guid_of(item: Item) -> str:
    """The same for the same question of the same site, so that no import doubles it."""
    from genanki import guid_for

    return str(guid_for(re.sub(r"#.*", "", item.url), item.key))


def _number(name: str) -> int:
    """A number that names the deck, in the range that Anki has for it."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) | 1 << 31


def _model() -> "Model":
    from genanki import Model

    question = '{{Question}}<div class="options">{{Options}}</div>'
    source = '<p><a href="{{Source}}">{{Source}}</a></p>'
    back = f'{{{{FrontSide}}}}<hr id="answer">{{{{Answer}}}}{{{{Reasons}}}}{source}'
    return Model(
        MODEL_ID,
        "Glossary question",
        fields=[{"name": name} for name in ("Question", "Options", "Answer", "Reasons", "Source")],
        templates=[{"name": "Card", "qfmt": question, "afmt": back}],
        css=".card { font: 20px/1.5 sans-serif; text-align: left; }",
    )


def _note(item: Item, model: "Model") -> "Note":
    from genanki import Note

    return Note(
        model=model,
        fields=[item.asked, _options(item), _answer(item), _reasons(item), item.url],
        guid=guid_of(item),
        tags=[item.term],
    )


def _options(item: Item) -> str:
    options = letter(item).options
    return _list("ul", (text for _letter, text in options)) if options else ""


def _answer(item: Item) -> str:
    if item.number:
        return f"<p><strong>{item.number.shown}</strong></p>"
    return _list("ol" if item.kind == "ordering" else "ul", (one.text for one in item.right))


def _reasons(item: Item) -> str:
    if item.number or item.kind == "ordering":
        return item.reasons
    return _list("ul", (f"{one.text}{one.reason}" for one in item.choices))


def _list(name: str, texts: Iterable[str]) -> str:
    return f"<{name}>{''.join(f'<li>{text}</li>' for text in texts)}</{name}>"


def _add_progress(path: Path, by_guid: dict[str, Progress]) -> None:
    """Give the cards of a package their schedule and log, for which genanki has no place."""
    with zipfile.ZipFile(path) as package:
        files = {name: package.read(name) for name in package.namelist()}
    database = path.with_suffix(".anki2")
    database.write_bytes(files["collection.anki2"])
    with sqlite3.connect(database) as collection:
        collection.execute("UPDATE col SET crt = ?", [int(EPOCH.timestamp())])
        query = "SELECT cards.id, notes.guid FROM cards JOIN notes ON notes.id = cards.nid"
        rows = list(collection.execute(query))
        taken = set[int]()
        for card_id, guid in rows:
            _schedule(collection, card_id, by_guid[guid])
            _log(collection, card_id, by_guid[guid].log, taken)
    collection.close()
    files["collection.anki2"] = database.read_bytes()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)


def _schedule(collection: sqlite3.Connection, card_id: int, progress: Progress) -> None:
    memory = progress.memory
    data = {
        "s": round(memory.stability_d, 4),
        "d": round(memory.difficulty, 3),
        "dr": DESIRED_RETENTION,
        "decay": DECAY,
        "lrt": int(progress.log[-1].answered_at.timestamp()) if progress.log else None,
    }
    collection.execute(
        "UPDATE cards SET type = ?, queue = ?, due = ?, ivl = ?, factor = ?, reps = ?, lapses = ?,"
        " data = ? WHERE id = ?",
        [
            *(_REVIEW, _REVIEW, (memory.due_on - EPOCH.date()).days),
            max(1, (memory.due_on - memory.reviewed_on).days),
            *(_RELEARN_FACTOR, memory.reviews),
            sum(_ease(one.credit) == 1 for one in progress.log[1:]),
            json.dumps({name: value for name, value in data.items() if value is not None}),
            card_id,
        ],
    )


def _log(
    collection: sqlite3.Connection, card_id: int, log: Sequence[LoggedReview], taken: set[int]
) -> None:
    """A row for each answer; its number is its moment in milliseconds, which no other row has."""
    last_interval = 0
    for at, entry in enumerate(log):
        moment = int(entry.answered_at.timestamp() * 1000)
        while moment in taken:
            moment += 1
        taken.add(moment)
        following = log[at + 1].answered_at if at + 1 < len(log) else None
        interval = max(1, (following - entry.answered_at).days) if following else 1
        collection.execute(
            "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, 0, ?)",
            [moment, card_id, _ease(entry.credit), interval, last_interval, _RELEARN_FACTOR,
             int(at > 0)],
        )  # fmt: skip
        last_interval = interval


def _ease(credit: Credit) -> int:
    """Again, hard or good, as the model of memory grades what an answer earned."""
    if credit.verdict is Verdict.RIGHT:
        return 3
    return 2 if credit.share >= _HALF else 1


def deck_title() -> str:
    return _("My reviews")
