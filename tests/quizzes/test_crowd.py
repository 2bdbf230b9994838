"""A crowd at a real server that is killed in the middle: nothing acknowledged is lost."""

from pathlib import Path

from tests.quizzes.crowd import Site, crowd, find_faults, wait_for_answers, wait_for_scores


def test_a_killed_server_has_every_answer_that_it_acknowledged(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.start()
    try:
        with crowd(site, 12) as learners:
            wait_for_answers(learners, 24)
            site.kill()
            acknowledged = sum(len(learner.acknowledged) for learner in learners)
            site.start()
            wait_for_scores(learners)
        assert acknowledged < 72
        assert find_faults(site, learners) == []
    finally:
        site.kill()
    assert {learner.score is not None for learner in learners} == {True}
