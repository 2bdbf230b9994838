"""Reviews without a connection: what a device takes along, and the answers that it sends later."""

import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.limits import limit_posts
from learners.identity import ForgottenError, learner_of
from quizzes.reviews.choosing import SIZES
from quizzes.reviews.package import DAYS, PackedQuestion, pack
from quizzes.reviews.sent_answers import MOST_ANSWERS, log_sent, read_answers


@posts_from("reviews:review")
@never_cache
@limit_posts
def package(request: HttpRequest) -> HttpResponse:
    """The page for reviews without a connection, and the entries that belong to it; 204 for none.

    Nothing is written: it is a post since it costs much, and nobody is to be led to it.
    """
    learner = learner_of(request)
    if learner is None:
        raise ForgottenError
    signed, questions = pack(learner.pk, str(request.session.session_key))
    if not questions:
        return HttpResponse(status=204)
    terms = {one.asked.term.pk: one.asked.term for one in questions}
    context = {
        "package": signed.sign(),
        "questions": questions,
        "terms": sorted(terms.values(), key=lambda term: term.title),
        "taken_on": timezone.now(),
        "most": SIZES[-1],
        "url": reverse("reviews:review"),
    }
    until = timezone.now() + datetime.timedelta(days=DAYS)
    return JsonResponse(
        {
            "learner": str(learner.pk),
            "page": render_to_string("quizzes/offline_review.html", context, request),
            "entries": [term.get_absolute_url() for term in terms.values()],
            "text": _summary(questions, len(terms), date_format(until, "DATE_FORMAT")),
        }
    )


@posts_from("reviews:review")
@never_cache
@limit_posts
def answers(request: HttpRequest) -> HttpResponse:
    """Log what a device kept; what became of each answer, by its id. 413 for too many at once."""
    learner = learner_of(request)
    if learner is None:
        raise ForgottenError
    sent = read_answers(request.body)
    if len(sent) > MOST_ANSWERS:
        message = _("At most %(most)s answers are taken at once.") % {"most": MOST_ANSWERS}
        return JsonResponse({"error": message}, status=413)
    return JsonResponse(log_sent(learner, sent, str(request.session.session_key)))


def _summary(questions: list[PackedQuestion], entries: int, until: str) -> str:
    """What was taken along, in words."""
    number = len(questions)
    asked = ngettext("%(number)s question", "%(number)s questions", number) % {"number": number}
    read = ngettext("%(number)s entry", "%(number)s entries", entries) % {"number": entries}
    text = _("You have %(questions)s and %(entries)s with you, for the days until %(until)s.")
    return text % {"questions": asked, "entries": read, "until": until}
