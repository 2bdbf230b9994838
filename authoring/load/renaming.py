"""Rows follow files that say what something was called before, and readers' state follows them."""

from collections.abc import Collection, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import F, Max, Q

from authoring.files.discovery import TERM_FILES
from authoring.files.library import Library
from authoring.files.renaming import renamed_files
from authoring.history.files import says, written
from authoring.history.saving import save_texts
from authoring.history.versions import NewVersion, add_versions, content_path, move_versions
from authoring.importing.plan import renamed_record
from authoring.load.rename_plan import Claims, RenamePlan, plan_renames
from authoring.models import FileVersion, FormerSlug, ImportedTerm, Proposal
from learners.models import Learner
from maturity.models import MaturityModel, StatementHelp
from paths.models import Enrolment, Group, Path, PathCheck, PathStep
from quizzes.memory.log import rebuild_memories
from quizzes.models import LoggedReview, Quiz, SetAsideEntry
from terms.changes import lock_content, terms_changed
from terms.models import Category, ChecklistItem, ChecklistTick, Glossary, ReadCount, Term

Kind = FormerSlug.Kind
_OUT_OF_DATE = "-"
"""The digest of no file."""


def follow_renames(library: Library) -> None:
    """Give every row the slug that its file has now, before it is told what the file says.

    What hangs on a row stays with it: ticks, attempts, results, plans, counts of reads, versions.
    To be called with a library in which nothing is wrong and, where a term is renamed, all is read.
    """
    claims = library.former_terms
    plan = _plan(Kind.TERM, claims, Term)
    _move_terms(plan.moves, claims)
    for was, slug in plan.merges.items():
        _merge_terms(Term.objects.get(slug=was), Term.objects.get(slug=slug))
    _remember(Kind.TERM, claims, plan)

    claims = library.former_categories
    plan = _plan(Kind.CATEGORY, claims, Category)
    _move(Category, plan.moves)
    for was, slug in plan.merges.items():
        Term.objects.filter(category__slug=was).update(category=Category.objects.get(slug=slug))
        Category.objects.filter(slug=was).delete()
    _remember(Kind.CATEGORY, claims, plan)

    claims = library.former_models
    plan = _plan(Kind.ASSESSMENT, claims, MaturityModel)
    _move(MaturityModel, plan.moves)
    for proposal in Proposal.objects.filter(assessment__in=plan.moves):
        proposal.assessment = plan.moves[proposal.assessment]
        proposal.save(update_fields=["assessment"])
    move_versions(
        {f"maturity/{was}.yaml": f"maturity/{now}.yaml" for was, now in plan.moves.items()}
    )
    for was, slug in plan.merges.items():
        _merge_versions(MaturityModel, {"slug": was}, {"slug": slug})
    _remember(Kind.ASSESSMENT, claims, plan)

    claims = library.former_paths
    plan = _plan(Kind.PATH, claims, Path)
    _move(Path, plan.moves)
    move_versions({f"paths/{was}.yaml": f"paths/{now}.yaml" for was, now in plan.moves.items()})
    for was, slug in plan.merges.items():
        _merge_paths(Path.objects.get(slug=was), Path.objects.get(slug=slug))
    _remember(Kind.PATH, claims, plan)


@transaction.atomic
def rename_in_the_admin(term: Term, slug: str, by: User) -> None:
    """Give `term` another slug, and mend what refers to it in the files as they are known.

    Raises ContentError where the slug is another page's, or was something else's before.
    """
    lock_content()
    old, note = term.slug, f"{term.slug} > {slug}"
    versions = FileVersion.objects.current().exclude(packed=b"")
    files = {one.path: one.text for one in versions.iterator()}
    moves = {content_path(old, name): content_path(slug, name) for name in TERM_FILES}
    changed = renamed_files(files, old, slug)
    _move(Term, {old: slug})
    move_versions({was: now for was, now in moves.items() if was in files})
    term.slug = slug
    FormerSlug.objects.filter(kind=Kind.TERM, slug=slug).delete()
    FormerSlug.objects.filter(kind=Kind.TERM, now=old).update(now=slug, position=F("position") + 1)
    FormerSlug.objects.create(kind=Kind.TERM, slug=old, now=slug, position=0)
    own = changed.pop(content_path(old, "term.md"), files.get(content_path(old, "term.md"), ""))
    texts = {"term.md": written("term.md", own, says("term.md", own) | {"was": _former(slug)})}
    _rename_imported(old, slug, files, changed | {content_path(old, "term.md"): texts["term.md"]})
    save_texts(term, texts, by, note=note)
    for path, text in changed.items():
        path = moves.get(path, path)
        room, _, name = path.rpartition("/")
        if room.startswith("terms/"):
            save_texts(Term.objects.get(slug=room[6:]), {name: text}, by, note=note)
        else:
            add_versions([NewVersion(path, text, FileVersion.How.EDITED, by, note)])
    for glossary in Glossary.objects.all():
        glossary.first_term = slug if glossary.first_term == old else glossary.first_term
        starts = (slug if one == old else one for one in glossary.start_with.split())
        glossary.start_with = " ".join(starts)
        glossary.save()
    terms_changed([term.pk])


def _rename_imported(
    old: str, slug: str, before: Mapping[str, str], after: Mapping[str, str]
) -> None:
    """Let what was imported be known by its new slug, and not be taken for edited."""
    rows = {row.key: row for row in ImportedTerm.objects.all()}
    record = {key: {"slug": row.slug, "digest": row.digest} for key, row in rows.items()}
    for key, now in renamed_record(record, old, slug, before, after).items():
        rows[key].slug, rows[key].digest = now["slug"], now["digest"]
    ImportedTerm.objects.bulk_update(rows.values(), ["slug", "digest"], batch_size=500)


def _former(slug: str) -> list[str]:
    former = FormerSlug.objects.of_files(Kind.TERM).filter(now=slug)
    return list(former.values_list("slug", flat=True))


def _plan(kind: Kind, claims: Claims, model: type[models.Model]) -> RenamePlan:
    known = FormerSlug.objects.filter(kind=kind).values_list("slug", "now")
    rows = model._default_manager.values_list("slug", flat=True)
    return plan_renames(claims, set(rows), dict(known))


def _remember(kind: Kind, claims: Claims, plan: RenamePlan) -> None:
    positions = {was: place for names in claims.values() for place, was in enumerate(names)}
    wanted = {(was, now, positions.get(was)) for was, now in plan.former.items()}
    before = FormerSlug.objects.filter(kind=kind)
    rows = {(row.slug, row.now, row.position): row.pk for row in before}
    before.filter(pk__in=[pk for row, pk in rows.items() if row not in wanted]).delete()
    FormerSlug.objects.bulk_create(
        FormerSlug(kind=kind, slug=slug, now=now, position=position)
        for slug, now, position in wanted - rows.keys()
    )


def _move(model: type[Any], moves: Mapping[str, str], **changes: Any) -> None:
    """Rename rows, by a detour over names that no slug has, since they may change places."""
    rows = model._default_manager
    for place, was in enumerate(moves):
        rows.filter(slug=was).update(slug=f"-{place}")
    for place, now in enumerate(moves.values()):
        rows.filter(slug=f"-{place}").update(slug=now, **changes)


def _move_terms(moves: Mapping[str, str], claims: Claims) -> None:
    """Without a digest a term is written, whatever its folder says.

    So are those that refer to a term whose old slug belongs to another one now: their unchanged
    files mean that one.
    """
    moved = Term.objects.filter(slug__in=[was for was in moves if was in claims])
    replaced = set(moved.values_list("pk", flat=True))
    _move(Term, moves, content_digest="")
    for row in ImportedTerm.objects.filter(slug__in=moves):
        row.slug = moves[row.slug]
        row.save(update_fields=["slug"])
    move_versions({
        content_path(was, name): content_path(now, name)
        for was, now in moves.items()
        for name in TERM_FILES
    })  # fmt: skip
    if replaced:
        _write_what_refers_to(replaced, claims)


def _write_what_refers_to(term_ids: Collection[int], claims: Claims) -> None:
    ways = ("related_terms", "broader_terms", "contrasts", "prerequisites", "mentions")
    refers = reduce(or_, (Q((f"{way}__target__in", term_ids)) for way in ways))
    referring = Term.objects.filter(refers | Q(replaced_by__in=term_ids), slug__in=claims)
    pks = set(referring.values_list("pk", flat=True))
    Term.objects.filter(pk__in=pks).update(content_digest="")
    helps = Q(dimensions__statements__helps__term__in=term_ids)
    current = MaturityModel.objects.current().exclude(content_digest="")
    pks = set(current.filter(Q(term__in=term_ids) | helps).values_list("pk", flat=True))
    MaturityModel.objects.filter(pk__in=pks).update(content_digest=_OUT_OF_DATE)
    paths = PathStep.objects.filter(term__in=term_ids).values("path")
    Path.objects.filter(pk__in=paths).update(content_digest=_OUT_OF_DATE)


def _merge_paths(gone: Path, path: Path) -> None:
    """Give `path` who followed another one, which it says that it was."""
    there = Enrolment.objects.filter(path=path).values("learner")
    Enrolment.objects.filter(path=gone).exclude(learner__in=there).update(path=path)
    for model in (PathCheck, Group):
        model._default_manager.filter(path=gone).update(path=path)


def _merge_terms(gone: Term, term: Term) -> None:
    """Give `term` what readers have done at another one, which it says that it was."""
    _merge_checklists(gone, term)
    _merge_versions(Quiz, {"term": gone}, {"term": term})
    for row in ReadCount.objects.filter(term=gone):
        same_month = ReadCount.objects.filter(term=term, month=row.month)
        if same_month.update(count=F("count") + row.count):
            row.delete()
    _merge_reviews(gone, term)
    for model in (ReadCount, MaturityModel, StatementHelp, Proposal):
        model._default_manager.filter(term=gone).update(term=term)
    Term.objects.filter(replaced_by=gone).exclude(pk=term.pk).update(replaced_by=term)


def _merge_reviews(gone: Term, term: Term) -> None:
    """What was reviewed goes on as a review of `term`; what is recalled follows from the log."""
    LoggedReview.objects.filter(term=gone).update(term=term)
    learners = Learner.objects.filter(memories__term=gone).distinct()
    for learner in learners:
        rebuild_memories(learner.pk)
    there = SetAsideEntry.objects.filter(term=term).values("learner")
    SetAsideEntry.objects.filter(term=gone).exclude(learner__in=there).update(term=term)


def _merge_checklists(gone: Term, term: Term) -> None:
    items = {item.key: item for item in ChecklistItem.objects.filter(term=term)}
    for item in ChecklistItem.objects.filter(term=gone):
        if item.key not in items:
            ChecklistItem.objects.filter(pk=item.pk).update(term=term)
            continue
        ticked = ChecklistTick.objects.filter(item=items[item.key]).values("learner")
        ticks = ChecklistTick.objects.filter(item=item).exclude(learner__in=ticked)
        ticks.update(item=items[item.key])
    ChecklistTick.objects.filter(term=gone).update(term=term)


def _merge_versions(model: type[Any], gone: dict[str, Any], kept: dict[str, Any]) -> None:
    """Put what learners answered behind the versions that there are, as versions of the same."""
    versions = model._default_manager
    last = versions.filter(**kept).aggregate(last=Max("version"))["last"] or 0
    moved = versions.filter(**gone)
    moved.update(version=F("version") + last, is_current=False, **kept)
