"""Pages that say one thing: what went wrong, what is empty, what was received."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from advisory.forms import CallRequestForm
from learners.models import Learner
from styleguide.specimens import Section, Specimen

CALL = "advisory/_call_request_form.html"


def page_section() -> Section:
    """Errors, empty pages, and the request for a call."""
    learner = {"learner": Learner.objects.create()}
    return Section(
        "pages",
        _("Pages and their empty states"),
        (
            Specimen("call-form", _("Request for a call"), CALL, {"form": CallRequestForm()}),
            Specimen("call-wrong", _("Request for a call, wrong"), CALL, {"form": _wrong_call()}),
            Specimen("call-thanks", _("Request received"), "advisory/thanks.html"),
            Specimen("me-nothing", _("Nothing is kept"), "learners/me.html"),
            Specimen("me-something", _("What is kept"), "learners/me.html", learner),
            Specimen("no-quizzes", _("No quizzes yet"), "quizzes/quiz_list.html"),
            Specimen(
                "no-assessments", _("No assessments yet"), "maturity/maturity_model_list.html"
            ),
            Specimen("error-400", _("Not understood"), "400.html"),
            Specimen("error-403", _("Refused"), "403.html", {"cross_site": True}),
            Specimen("error-404", _("Not found"), "404.html"),
            Specimen("error-429", _("Too many requests"), "429.html", {"wait_s": 42}),
            Specimen("offline", _("Offline"), "offline.html"),
            Specimen("error-500", _("Broken"), "500.html"),
        ),
    )


def _wrong_call() -> CallRequestForm:
    return CallRequestForm({"name": "", "email": "nobody at example.org", "message": ""})
