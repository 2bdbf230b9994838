"""A learner's log of reviews to take along: as a JSON file, out and in."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from glossary_site.registries import LOG_FORMATS
from glossary_site.web.limits import limit_files
from learners.identity import ensure_learner, learner_id_of
from quizzes.memory.log_exchange import add_to_log, log_of
from quizzes.memory.log_file import MOST_BYTES, LogFileError, read_log
from quizzes.models import LoggedReview

SHOWN_ROWS = 20
"""Of the rows that were refused, this many are named on the page."""

REFUSALS = {
    LogFileError.TOO_LARGE: gettext_lazy(
        "The file is larger than 4 MB. Nothing was taken from it."
    ),
    LogFileError.NO_JSON: gettext_lazy("This is not a JSON file. Nothing was taken from it."),
    LogFileError.OTHER_FORMAT: gettext_lazy(
        "This is not a log of reviews. Choose a file that was downloaded from this page, here or "
        "on another site of this kind."
    ),
    LogFileError.OTHER_VERSION: gettext_lazy(
        "This log is written in a version that this site does not read. Nothing was taken from it."
    ),
    LogFileError.TOO_MANY: gettext_lazy(
        "The file holds more than 20,000 answers. Nothing was taken from it."
    ),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limit_files
def review_log(request: HttpRequest) -> HttpResponse:
    """The ways out and in; a post adds a file's rows and says what became of each kind of them.

    A program sends the file itself as `application/json`, and is answered with the counts.
    """
    if request.method != "POST":
        return _show(request)
    is_program = request.content_type == "application/json"
    sent = request.FILES.get("log")
    try:
        data = request.body if is_program else sent.read(MOST_BYTES + 1) if sent else b""
        file = read_log(data, timezone.now())
    except LogFileError as error:
        message = REFUSALS[str(error)] if data else _("Choose a file first.")
        if is_program:
            return JsonResponse({"error": str(message)}, status=422)
        return _show(request, status=422, error=message)
    received = add_to_log(ensure_learner(request).pk, file)
    if is_program:
        return JsonResponse({**vars(received), "bad": [vars(row) for row in received.bad]})
    return _show(request, received=received, bad=received.bad[:SHOWN_ROWS])


@never_cache
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The log as JSON; that of a reader without state is empty."""
    learner_id = learner_id_of(request)
    response = HttpResponse(log_of(learner_id), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="review-log.json"'
    return response


def _show(request: HttpRequest, status: int = 200, **outcome: object) -> HttpResponse:
    entries = LoggedReview.objects.filter(learner=learner_id_of(request)).count()
    context = {"entries": entries, "formats": LOG_FORMATS, **outcome}
    return render(request, "quizzes/review_log.html", context, status=status)
