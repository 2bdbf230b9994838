"""Reports of errors to a Sentry server; nothing is sent, or even loaded, without `SENTRY_DSN`."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from glossary_site.env import refuse

if TYPE_CHECKING:
    from sentry_sdk.types import Event, Hint

_OF_THE_READER = ("request", "user", "breadcrumbs", "extra")


def report_errors(dsn: str) -> None:
    """Send what fails to `dsn`, by route and line of code, with nothing of the reader in it.

    Neither the address asked for, which may hold a search or the token of a result, nor the values
    of variables, cookies and headers; a request's number leads from a report to the log.
    """
    import sentry_sdk

    try:
        sentry_sdk.init(
            dsn=dsn,
            send_default_pii=False,
            include_local_variables=False,
            max_request_body_size="never",
            max_breadcrumbs=0,
            traces_sample_rate=None,
            auto_session_tracking=False,
            before_send=without_reader,
        )
    except ValueError:
        refuse("SENTRY_DSN", dsn, "what Sentry gives a project: https://key@host/number")


def without_reader(event: Event, hint: Hint) -> Event:
    """The event without what came from or names a reader."""
    from glossary_site.operations.request_log import current_request_id

    parts = cast("dict[str, object]", event)
    for part in _OF_THE_READER:
        parts.pop(part, None)
    event["tags"] = {"request_id": current_request_id()}
    return event
