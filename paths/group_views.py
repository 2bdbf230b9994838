"""Groups on a path: making one, joining, leaving, and what the maker sees."""

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
from learners.identity import ensure_learner, learner_id_of, learner_of
from paths.groups import (
    FEWEST_PEOPLE,
    MOST_GROUPS,
    MOST_PEOPLE,
    Refusal,
    find_group,
    join,
    leave_groups,
    membership,
    missed_questions,
    refuses,
)
from paths.models import Group, Path
from terms.fields.ranges import NOTE_CHARACTERS


class GroupForm(forms.Form):
    """The name that whoever is invited knows the group by."""

    name = TextField(
        label=_("Name of the group"),
        max_length=NOTE_CHARACTERS,
        help_text=_("Whoever has the link sees it."),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
        error_messages={"required": _("Give the group a name.")},
    )

    use_required_attribute = False


@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts
def group_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The groups that the learner has made for a path; a post makes one and leads to its page."""
    path = get_object_or_404(Path.objects.current(), slug=slug)
    form = GroupForm(request.POST if request.method == "POST" else None)
    made = Group.objects.filter(owner=learner_of(request), path=path)
    if form.is_valid() and made.count() >= MOST_GROUPS:
        words = gettext("You have made %(most)s groups on this path. Delete one of them first.")
        form.add_error("name", words % {"most": MOST_GROUPS})
    if form.is_valid():
        name, owner = form.cleaned_data["name"], ensure_learner(request)
        return redirect(Group.objects.create(owner=owner, path=path, name=name).report_url)
    context = {
        "path": path,
        "form": form,
        "groups": made,
        "fewest": FEWEST_PEOPLE,
        "most": MOST_PEOPLE,
    }
    return render(request, "paths/group_list.html", context, status=422 if form.errors else 200)


@require_safe
def group(request: HttpRequest, token: str) -> HttpResponse:
    """What whoever is invited is told before they join."""
    return _show(request, _group_or_404(token=token))


@posts_from("paths:group")
@limit_posts
def group_join(request: HttpRequest, token: str) -> HttpResponse:
    """Go to the path as one of the group; 409 where it is closed or full."""
    found = _group_or_404(token=token)
    refused = refuses(found, learner_of(request)) or join(found, ensure_learner(request))
    return _show(request, found, refused) if refused else redirect(found.path)


@posts_from("paths:group")
@limit_posts
def group_leave(request: HttpRequest, token: str) -> HttpResponse:
    """Take the learner out of the group."""
    found = _group_or_404(token=token)
    if learner := learner_of(request):
        leave_groups(found.path, learner.pk)
    return redirect(found)


@require_safe
def group_report(request: HttpRequest, token: str) -> HttpResponse:
    """The link to hand out, and the sums, for whoever has this page's address."""
    found = _group_or_404(maker_token=token)
    context = {
        "group": found,
        "missed": missed_questions(found),
        "link": absolute_url(request, found.get_absolute_url()),
        "fewest": FEWEST_PEOPLE,
        "is_mine": found.owner_id == learner_id_of(request),
    }
    return render(request, "paths/group_report.html", context)


@posts_from("paths:group_report")
@limit_posts
def group_link(request: HttpRequest, token: str) -> HttpResponse:
    """`do=close` lets nobody join any more, `do=open` does again; `do=delete` deletes the group,
    for who made it alone."""
    found, wish = _group_or_404(maker_token=token), request.POST.get("do", "")
    if wish == "delete" and found.owner_id == learner_id_of(request):
        found.delete()
        return redirect("paths:group_list", found.path.slug)
    if wish not in {"close", "open"}:
        message = gettext("do=%(wish)s is not possible: use close or open")
        raise BadRequest(message % {"wish": repr(wish)})
    Group.objects.filter(pk=found.pk).update(is_open=wish == "open")
    return redirect(found.report_url)


def _group_or_404(**by: str) -> Group:
    if found := find_group(**by):
        return found
    raise Http404("no group with this token")


def _show(request: HttpRequest, found: Group, refused: Refusal | None = None) -> HttpResponse:
    context = {
        "group": found,
        "mine": membership(found, learner_of(request)),
        "fewest": FEWEST_PEOPLE,
        "refused": refused,
    }
    return render(request, "paths/group.html", context, status=409 if refused else 200)
