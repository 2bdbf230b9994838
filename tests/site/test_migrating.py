"""A database full of answers is brought up to date while others read from it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import psycopg
import pytest

from tests.quizzes.stores import Postgres, find_initdb
from tests.site.commands import manage, start

pytestmark = pytest.mark.slow(first=True)

ATTEMPTS = 1_000
LONGEST_WAIT_S = 3.0
"""Each step of a schema waits for a moment; to carry those of 3,000 attempts in one took 77 s."""
TABLES = ("terms_term", "quizzes_question", "quizzes_option", "quizzes_attempt", "quizzes_answer",
          "learners_learner")  # fmt: skip

FILL = f"""
INSERT INTO terms_category (slug, title, description, position) VALUES ('c', 'C', '', 0);
INSERT INTO terms_term (slug, title, abbreviation, status, updated_on, tldr, tldr_html, explanation,
    explanation_html, where_used, where_used_html, why_it_matters, why_it_matters_html, how_it_works,
    how_it_works_html, benchmarks_note, benchmarks_note_html, word_count, content_digest, category_id)
    SELECT 't' || n, 'Term ' || n, '', 'published', now(), '', '', '', '', '', '', '', '', '', '', '',
        '', 0, '', 1 FROM generate_series(1, 100) n;
INSERT INTO quizzes_quiz (version, is_current, content_digest, term_id)
    SELECT 1, true, '', id FROM terms_term;
INSERT INTO quizzes_question (key, position, stem, stem_html, section, quiz_id)
    SELECT 'q' || n, n, '', '', 'faq', quizzes_quiz.id FROM quizzes_quiz, generate_series(1, 6) n;
INSERT INTO quizzes_option (position, text, text_html, is_right, reason, reason_html, question_id)
    SELECT n, '', '', n = 1, '', '', quizzes_question.id FROM quizzes_question, generate_series(1, 4) n;
INSERT INTO learners_learner (id, created_at)
    SELECT gen_random_uuid(), now() FROM generate_series(1, {ATTEMPTS});
INSERT INTO quizzes_attempt (id, number, started_at, learner_id, quiz_id)
    SELECT gen_random_uuid(), 1, now(), id, (SELECT min(id) FROM quizzes_quiz) FROM learners_learner;
INSERT INTO quizzes_answer (answered_at, attempt_id, option_id, question_id)
    SELECT now(), quizzes_attempt.id, quizzes_option.id, quizzes_question.id
    FROM quizzes_attempt JOIN quizzes_question USING (quiz_id)
    JOIN quizzes_option ON question_id = quizzes_question.id AND is_right;
ANALYZE;
"""


@pytest.fixture
def old() -> Iterator[Postgres]:
    """A PostgreSQL with the first tables of the site, and answers in them."""
    if not find_initdb() and not os.environ.get("REQUIRE_SERVERS"):
        pytest.skip("no PostgreSQL here")
    server = Postgres()
    server.start()
    try:
        done = manage("migrate", "-v", "0", "quizzes", "0001", **server.environment)
        assert done.returncode == 0, done.stderr
        with psycopg.connect(server.url) as connection:
            connection.execute(FILL)  # type: ignore[arg-type]
        yield server
    finally:
        server.kill()
        server.kept.cleanup()


def longest_wait(server: Postgres, tables: tuple[str, ...]) -> float:
    """Seconds that a reader waited for a row of each table, in turn."""
    longest = 0.0
    with psycopg.connect(server.url, autocommit=True) as reader:
        for table in tables:
            begun = time.monotonic()
            reader.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()  # type: ignore[arg-type]
            longest = max(longest, time.monotonic() - begun)
    return longest


def test_readers_go_on_while_a_full_database_is_migrated(old: Postgres) -> None:
    migration = start("migrate", "-v", "1", **old.environment)
    waits = []
    while migration.poll() is None:
        waits.append(longest_wait(old, TABLES))
        time.sleep(0.1)
    said, warned = migration.communicate()
    assert migration.returncode == 0, warned
    assert "quizzes.0003" in said
    assert len(waits) > 10
    assert max(waits) < LONGEST_WAIT_S, sorted(waits)[-5:]
    with psycopg.connect(old.url) as connection:
        kept = "SELECT count(*), sum(earned), count(DISTINCT posed_id) FROM quizzes_answer"
        assert connection.execute(kept).fetchone() == (6 * ATTEMPTS,) * 3
