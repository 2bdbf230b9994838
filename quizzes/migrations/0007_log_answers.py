"""What was answered so far enters the log, so that it comes back as if it had always been logged."""

import datetime
import uuid
from collections import defaultdict
from fractions import Fraction

from django.db import migrations

from quizzes.memory.answer_digest import right_answer_of
from quizzes.memory.schedule import Review, replay

NAMESPACE = uuid.UUID("6c8e8d3e-5d0a-4a7f-9a53-0f0f2f6a7c11")
"""An answer gets the same id in the log whenever it is taken over."""

BATCH = 500


def digest_answers(apps, schema_editor):
    """A reworded question keeps the digest that it had in the version before."""
    questions = apps.get_model("quizzes", "Question").objects
    in_order = questions.order_by("quiz__term", "quiz__version", "position").select_related("quiz")
    earlier = {}
    for question in in_order:
        answer = right_answer_of(question)
        name = (question.quiz.term_id, question.key)
        before = earlier.get(name)
        is_same = before is not None and answer.is_same_as(before[0])
        digest = before[1] if is_same else answer.digest
        earlier[name] = (answer, digest)
        questions.filter(pk=question.pk).update(answer_digest=digest)


def log_answers(apps, schema_editor):
    answers = apps.get_model("quizzes", "Answer").objects.select_related(
        "posed__attempt", "posed__question__quiz"
    )
    logged = apps.get_model("quizzes", "LoggedReview")
    memory = apps.get_model("quizzes", "QuestionMemory")
    reviews, entries = defaultdict(list), []
    for answer in answers.order_by("pk").iterator(BATCH):
        question, attempt = answer.posed.question, answer.posed.attempt
        name = (attempt.learner_id, question.quiz.term_id, question.key, question.answer_digest)
        entry = logged(
            id=uuid.uuid5(NAMESPACE, str(answer.pk)),
            learner_id=name[0],
            term_id=name[1],
            key=name[2],
            answer_digest=name[3],
            answered_at=answer.answered_at,
            earned=answer.earned,
            worth=answer.worth,
            origin="review" if attempt.kind == "review" else "quiz",
        )
        entries.append(entry)
        at = answer.answered_at.astimezone(datetime.UTC)
        reviews[name].append(Review(entry.id, at, Fraction(answer.earned, answer.worth)))
    logged.objects.bulk_create(entries, batch_size=BATCH)
    memory.objects.bulk_create(
        (
            memory(
                learner_id=learner_id,
                term_id=term_id,
                key=key,
                answer_digest=digest,
                **vars(replay(of_question)),
            )
            for (learner_id, term_id, key, digest), of_question in reviews.items()
        ),
        batch_size=BATCH,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("quizzes", "0006_reviews"),
    ]

    operations = [
        migrations.RunPython(digest_answers, migrations.RunPython.noop),
        migrations.RunPython(log_answers, migrations.RunPython.noop),
    ]
