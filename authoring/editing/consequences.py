"""What a change of a quiz or an assessment means for those who have answered it already."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext, ngettext

from authoring.files.discovery import ASSESSMENT
from authoring.history import files
from authoring.history.saving import folder_of
from authoring.load.quiz_versions import right_answers
from maturity.models import Assessment, Team
from quizzes.models import QuestionMemory

_QUIZ = ("quiz.yaml", "cost.yaml")


def what_starts_anew(slug: str, before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """What changing these files of a term or of an assessment, by name, means, a sentence each."""
    changed = {name for name, text in after.items() if text != before.get(name, "")}
    if ASSESSMENT in changed:
        return [*_of_results(slug, before.get(ASSESSMENT, ""), after[ASSESSMENT])]
    if changed.isdisjoint(_QUIZ):
        return []
    return [*_of_answers(slug, {**before}, {**before, **after})]


def _of_answers(slug: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """Questions that are gone, or have another answer now: what is known of them counts no more."""
    was, now = (right_answers(folder_of(slug, texts, read=_QUIZ)) for texts in (before, after))
    for key, answer in was.items():
        known = QuestionMemory.objects.filter(term__slug=slug, key=key)
        learners = known.values("learner").distinct().count()
        kept = ngettext(
            "What %(number)s learner recalls of it is not used any more.",
            "What %(number)s learners recall of it is not used any more.",
            learners,
        ) % {"number": learners}
        if key not in now:
            words = gettext("“%(question)s” is gone.") % {"question": answer.stem}
        elif now[key].is_same_as(answer):
            continue
        else:
            words = gettext("“%(question)s” starts anew, since its answer changed.")
            words %= {"question": now[key].stem}
        yield f"{words} {kept}"
    if was:
        yield gettext("An attempt that is under way ends with the questions that it began with.")


def _of_results(slug: str, before: str, after: str) -> Iterator[str]:
    """Results keep their version; what is remembered of a statement goes by its key."""
    answered = Assessment.objects.filter(model__slug=slug, is_loaded=False)
    if finished := answered.exclude(finished_at=None).count():
        words = ngettext(
            "%(number)s result stays as it is, with the words that were answered.",
            "%(number)s results stay as they are, with the words that were answered.",
            finished,
        )
        yield words % {"number": finished}
    if under_way := answered.filter(finished_at=None).count():
        words = ngettext(
            "%(number)s assessment under way goes on with the version that it began with.",
            "%(number)s assessments under way go on with the version that they began with.",
            under_way,
        )
        yield words % {"number": under_way}
    if teams := Team.objects.filter(model__slug=slug).count():
        words = ngettext(
            "%(number)s team goes on with the version that was there when it was made.",
            "%(number)s teams go on with the version that was there when they were made.",
            teams,
        )
        yield words % {"number": teams}
    was, now = _asked(before), _asked(after)
    for words, asked, others in (
        (gettext("Gone: “%s”. Its earlier answers are not compared any more."), was, now),
        (gettext("New: “%s”. Nobody has answered it yet."), now, was),
    ):
        yield from (words % text for key, text in asked.items() if key not in others)


def _asked(text: str) -> dict[str, str]:
    """What an assessment asks, by its keys: statements, and questions with levels to pick from."""
    found = {}
    for dimension in files.says(ASSESSMENT, text).get("dimensions", []):
        if "question" in dimension:
            found[dimension["key"]] = dimension["question"]
        found |= {one["key"]: one["text"] for one in dimension.get("statements", [])}
    return found
