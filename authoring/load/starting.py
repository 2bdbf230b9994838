"""Content loaded at a start of the site: where that fails, what was loaded before is served."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from authoring.files.library import ContentError
from authoring.load.loading import Report, load_content
from authoring.models import FailedLoad

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Start:
    """What a load did, or why it failed, a line each."""

    report: Report | None
    reasons: Sequence[str] = ()


def load_at_start(folder: Path) -> Start:
    """Load the folder. A failure of any kind is logged, and remembered until a load succeeds."""
    try:
        return Start(load_content(folder))
    except ContentError as error:
        reasons = [str(problem) for problem in error.problems]
    except Exception as error:
        log.exception("a fault of the program while the content was loaded")
        reasons = [f"a fault of the program, see the log: {type(error).__name__}: {error}"]
    for reason in reasons:
        log.error("the content was not loaded: %s", reason)
    FailedLoad.objects.remember(reasons)
    return Start(None, reasons)


def what_is_wrong() -> list[str]:
    """What `/readyz` says of the content; nothing where the last load succeeded."""
    failed = FailedLoad.objects.first()
    if failed is None:
        return []
    when = f"{failed.failed_at:%Y-%m-%d %H:%M} UTC"
    head = f"the content was not loaded on {when}; what was loaded before is served"
    return [head, *failed.shown_lines]
