"""Pages that say one thing: what went wrong, what is empty, what was received."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from advisory.forms import CallRequestForm
from advisory.models import Advisor, CallRequest
from advisory.sharing import Box
from advisory.times.open_times import time_value
from advisory.times.places import Place, ZoneChoice
from authoring.models import ReaderReport
from authoring.reports.forms import ReaderReportForm
from dev.styleguide.specimens import Section, Specimen
from glossary_site.web.errors.error_pages import ERROR_PAGES, STANDALONE_PAGES
from glossary_site.web.handover import Finding, Findings
from learners.middleware import FORGOTTEN, KEPT
from learners.models import Learner
from terms.models import Term

CALL = "advisory/advisory.html"
BOXES = "advisory/_shared_boxes.html"
TERMS = "advisory/_call_terms.html"
REQUEST = "advisory/call_request.html"
REPORT = "reports/_reader_report.html"
EXPIRED = {"has_expired": True}
TIMES = "advisory/_call_times.html"
CITIES = "advisory/_cities.html"
PLACES = (
    Place("London", "United Kingdom", "Europe/London"),
    Place("London", "Canada", "America/Toronto"),
)
AT = datetime.datetime(2026, 12, 1, 15, tzinfo=datetime.UTC)


def page_section() -> Section:
    """Errors, empty pages, and the request for a call."""
    stored = [(_("Devices"), (2,)), (_("E-mail address, for reminders"), ("me@example.org",))]
    learner = {"learner": Learner.objects.create(), "stored": stored}
    return Section(
        "pages",
        _("Pages and their empty states"),
        (
            Specimen(
                "call-form", _("Request for a call"), CALL, _call({"form": CallRequestForm()})
            ),
            Specimen(
                "call-wrong", _("Request for a call, wrong"), CALL, _call({"form": _wrong_call()})
            ),
            Specimen("call-times", _("Times of a call"), TIMES, _offered()),
            Specimen("call-cities", _("Cities by their beginning"), CITIES, {"places": PLACES}),
            *_calls(),
            *_reports(),
            Specimen("me-nothing", _("Nothing is kept"), "learners/me.html"),
            Specimen("me-something", _("What is kept"), "learners/me.html", learner),
            Specimen("me-forget", _("Delete everything?"), "learners/forget.html", learner),
            Specimen(
                "me-forgotten",
                _("No longer stored"),
                "error.html",
                {"error": FORGOTTEN, "ways": [KEPT]},
            ),
            Specimen("no-quizzes", _("No quizzes yet"), "quizzes/quiz_list.html"),
            Specimen(
                "no-assessments", _("No assessments yet"), "maturity/maturity_model_list.html"
            ),
            *_errors(),
        ),
    )


def _errors() -> Iterator[Specimen]:
    for number, error in enumerate(ERROR_PAGES):
        yield Specimen(f"error-{number}", error.title, "error.html", {"error": error})
    for number, page in enumerate(STANDALONE_PAGES):
        yield Specimen(f"standalone-{number}", page.title, "standalone.html", {"page": page})


def _calls() -> tuple[Specimen, ...]:
    """What a reader brings along, the way to a scheduler, and a request in each of its states."""
    found = Findings("MLOps", "/terms/mlops/", (Finding("term", str(_("Term")), "MLOps"),))
    shared = {"boxes": (Box(found.findings[0], True),), "found": found, "reference": "x"}
    elsewhere = {"scheduler_host": "cal.example.org", "shared": shared | {"findings": [1]}}
    calls = [CallRequest(name="Rita", email="r@example.org", message="?", state=state)
             for state in CallRequest.State]  # fmt: skip
    for call in calls:
        call.accepted_time = call.first_choice = AT
    advisor = Advisor(
        price=gettext("Free for half an hour"),
        duration=gettext("30 minutes"),
        what_happens=gettext("We go through your result and write down three next steps."),
        reply=gettext("Within two working days"),
    )
    book = {"origin": "term", "subject": "mlops"}
    return (
        Specimen("call-book", _("Button to the advisor"), "advisory/_book_call.html", book),
        Specimen("call-terms", _("Terms of a call"), TERMS, {"advisor": advisor}),
        Specimen("call-boxes", _("What would be shared"), BOXES, {"shared": shared}),
        Specimen("call-expired", _("Nothing left to share"), BOXES, {"shared": EXPIRED}),
        Specimen("call-elsewhere", _("Way to a scheduler"), "advisory/_scheduler.html", elsewhere),
        *(
            Specimen(
                f"call-{one.state}",
                one.get_state_display(),
                REQUEST,
                {"call": one, "signed": "x"},
            )
            for one in calls
        ),
    )


def _reports() -> Iterator[Specimen]:
    """The form of a reader's report about a figure: empty, wrong, and sent."""
    term = Term(slug="mlops", title="MLOps")
    place = {"place": "91%", "shown": gettext("Survey, 2022: who asked, and where it stands")}
    states = (
        ("empty", _("Something wrong?"), None, False),
        ("wrong", _("Something wrong?, wrong"), {"message": "", "website": "x"}, False),
        ("sent", _("Something wrong?, sent"), None, True),
    )
    for key, title, sent, is_sent in states:
        report = ReaderReport(term=term, anchor="figure-F1", **place)
        form = ReaderReportForm(sent, instance=report)
        context = {"term": term, "report": report, "form": form, "is_sent": is_sent}
        yield Specimen(f"report-{key}", title, REPORT, context)


def _call(context: dict[str, Any]) -> dict[str, Any]:
    """With the place whose time is shown."""
    return context | {"zone": ZoneChoice(PLACES[0], is_guess=True), "now": AT}


def _offered() -> dict[str, Any]:
    """Times of two weeks, of which one is picked."""
    starts = [AT + datetime.timedelta(days=day, hours=hour) for day in (0, 2, 7) for hour in (0, 1)]
    form = CallRequestForm(offered=starts, initial={"times": [time_value(starts[1])]})
    choice = ZoneChoice(PLACES[0], is_guess=False, others=PLACES[1:], unknown="Atlantis")
    return _call({"form": form}) | {"zone": choice}


def _wrong_call() -> CallRequestForm:
    return CallRequestForm({"name": "", "email": "nobody at example.org", "message": ""})
