"""Teams: making one, inviting by its link, joining, leaving, and the result of all."""

from django import forms
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.forms.fields import TextField
from glossary_site.web.http import absolute_url
from glossary_site.web.limits import limit_posts
from learners.identity import ensure_learner, learner_of
from maturity.models import MaturityModel, Team
from maturity.teams.membership import (
    Refusal,
    find_team,
    found_team,
    join,
    leave,
    own_assessment,
    teams_of,
)
from maturity.teams.team_result import FEWEST_PEOPLE, read_standing, read_team_result

NAME_LENGTH = 80


class TeamForm(forms.Form):
    """The name that the people who are invited know the team by."""

    name = TextField(
        label=_("Name of the team"),
        max_length=NAME_LENGTH,
        help_text=_("Whoever has the link of the team sees it."),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
        error_messages={"required": _("Give the team a name.")},
    )

    use_required_attribute = False


@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts
def team_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The learner's teams for one assessment; a post makes a new one and leads to it."""
    model = get_object_or_404(MaturityModel.objects.for_list(), slug=slug)
    form = TeamForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect(found_team(ensure_learner(request), model, form.cleaned_data["name"]))
    context = {"model": model, "form": form, "teams": teams_of(learner_of(request), slug)}
    return render(request, "maturity/team_list.html", context, status=422 if form.errors else 200)


@require_safe
def team(request: HttpRequest, token: str) -> HttpResponse:
    """The team as whoever has its link sees it; its result once three people have finished."""
    return _show(request, _team_or_404(token))


@posts_from("maturity:team")
@limit_posts
def team_join(request: HttpRequest, token: str) -> HttpResponse:
    """Go on to the learner's answers for the team, which begin here; 409 where that cannot be."""
    found = _team_or_404(token)
    if not found.is_open and own_assessment(found, learner_of(request)) is None:
        return _show(request, found, refusal=Refusal.CLOSED)
    joined = join(found, ensure_learner(request))
    if isinstance(joined, Refusal):
        return _show(request, found, refusal=joined)
    return redirect(joined if joined.is_finished else found.model)


@posts_from("maturity:team")
@limit_posts
def team_leave(request: HttpRequest, token: str) -> HttpResponse:
    """Take the learner's answers out of the team."""
    found = _team_or_404(token)
    leave(found, learner_of(request))
    return redirect(found)


@posts_from("maturity:team")
@limit_posts
def team_link(request: HttpRequest, token: str) -> HttpResponse:
    """`do=close` lets nobody join any more, `do=open` does again: for who made the team alone."""
    found = _team_or_404(token)
    if not _is_owner(request, found):
        raise Http404("no team of yours with this token")
    wish = request.POST.get("do")
    if wish not in {"close", "open"}:
        message = gettext("do=%(wish)s is not possible: use close or open")
        raise BadRequest(message % {"wish": repr(wish)})
    Team.objects.filter(pk=found.pk).update(is_open=wish == "open")
    return redirect(f"{found.get_absolute_url()}#invitation")


def _team_or_404(token: str) -> Team:
    if found := find_team(token):
        return found
    raise Http404("no team with this token")


def _is_owner(request: HttpRequest, found: Team) -> bool:
    learner = learner_of(request)
    return learner is not None and learner.pk == found.owner_id


def _show(request: HttpRequest, found: Team, refusal: Refusal | None = None) -> HttpResponse:
    standing = read_standing(found)
    context = {
        "team": found,
        "standing": standing,
        "result": read_team_result(found, standing),
        "mine": own_assessment(found, learner_of(request)),
        "is_owner": _is_owner(request, found),
        "link": absolute_url(request, found.get_absolute_url()),
        "fewest": FEWEST_PEOPLE,
        "is_refused_as_closed": refusal is Refusal.CLOSED,
        "is_refused_for_another": refusal is Refusal.ANSWERS_FOR_ANOTHER,
    }
    return render(request, "maturity/team.html", context, status=409 if refusal else 200)
