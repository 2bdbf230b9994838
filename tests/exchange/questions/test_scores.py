"""What other programs would give for an answer is what this site gives, in every format."""

import io
import re
import zipfile
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

import pytest

from exchange.questions.gift import write_gift
from exchange.questions.items import Item
from exchange.questions.moodle import FRACTIONS, percentage, write_moodle
from exchange.questions.papers import Paper, glossary_paper
from exchange.questions.qti import QTI_21, QTI_30, Version, write_qti
from tests.exchange.questions.conftest import BASE, Answer, our_shares

NEAR = Fraction(1, 10**5)


def moodle_share(question: Element, answer: Answer) -> Fraction:
    """As Moodle's question types grade."""
    rows = question.findall("answer")
    worth = [Fraction(row.attrib["fraction"]) / 100 for row in rows]
    if isinstance(answer, Fraction):
        exact, error = (Fraction(rows[0].findtext(name) or "") for name in ("text", "tolerance"))
        return Fraction(int(abs(answer - exact) <= error))
    if question.attrib["type"] == "ordering":
        assert question.findtext("gradingtype") == "RELATIVE_NEXT_EXCLUDE_LAST"
        return Fraction(sum(b == a + 1 for a, b in pairwise(answer)), len(rows) - 1)
    return min(Fraction(1), max(Fraction(0), sum((worth[at] for at in answer), Fraction(0))))


def gift_share(block: str, answer: Answer) -> Fraction:
    """As a reader of GIFT grades that knows no more than the format says."""
    inside = re.search(r"(?<!\\)\{(.*)(?<!\\)\}", block, re.DOTALL)
    assert inside
    body = inside[1]
    if body.startswith(("TRUE", "FALSE")):
        return Fraction(int((answer == (0,)) == body.startswith("TRUE")))
    if isinstance(answer, Fraction):
        exact, error = re.findall(r"=([\d.]+):([\d.]+)", body)[0]
        return Fraction(int(abs(answer - Fraction(exact)) <= Fraction(error)))
    lines = re.findall(r"^(=|~)(?:%(-?[\d.]+)%)?", body, re.MULTILINE)
    worth = [
        Fraction(weight) / 100 if weight else Fraction(int(mark == "=")) for mark, weight in lines
    ]
    return min(Fraction(1), max(Fraction(0), sum((worth[at] for at in answer), Fraction(0))))


class Player:
    """Runs the response processing of one QTI item, of both versions."""

    def __init__(self, root: Element) -> None:
        for element in root.iter():
            name = element.tag.rpartition("}")[2].removeprefix("qti-")
            element.tag = re.sub(r"-(\w)", lambda hit: hit[1].upper(), name)
            for key in list(element.attrib):
                value = element.attrib.pop(key)
                element.attrib[re.sub(r"-(\w)", lambda hit: hit[1].upper(), key)] = value
        self.root = root
        self.kind = root.find("responseDeclaration").attrib  # type: ignore[union-attr]
        self.correct = [
            one.text for one in root.findall("responseDeclaration/correctResponse/value")
        ]

    def share(self, answer: Answer) -> Fraction:
        number = isinstance(answer, Fraction)
        self.response = [str(answer)] if number else [chr(65 + at) for at in answer]  # type: ignore[union-attr]
        self.score = Fraction(0)
        for rule in self.root.find("responseProcessing") or ():
            if rule.tag == "responseCondition":
                test, *then = next(iter(rule))
                if self.holds(test):
                    for one in then:
                        self.set(one)
            else:
                self.set(rule)
        return self.score

    def set(self, rule: Element) -> None:
        if rule.attrib["identifier"] == "SCORE":
            self.score = self.number(rule[0])

    def number(self, node: Element) -> Fraction:
        match node.tag:
            case "baseValue":
                return Fraction(node.text or "")
            case "variable":
                return self.score
            case "sum":
                return sum((self.number(one) for one in node), Fraction(0))
            case "mapResponse":
                mapping = self.root.find("responseDeclaration/mapping")
                assert mapping is not None
                worth = {one.attrib["mapKey"]: one.attrib["mappedValue"] for one in mapping}
                total = sum((Fraction(worth[one]) for one in self.response), Fraction(0))
                low, high = (
                    Fraction(mapping.attrib[name]) for name in ("lowerBound", "upperBound")
                )
                return max(low, min(high, total))
        raise AssertionError(node.tag)

    def values(self, node: Element) -> list[str | None]:
        match node.tag:
            case "variable":
                return list(self.response)
            case "correct":
                return self.correct
            case "index":
                return [self.response[int(node.attrib["n"]) - 1]]
        return [node.text]

    def holds(self, test: Element) -> bool:
        match test.tag:
            case "or":
                return any(self.holds(one) for one in test)
            case "and":
                return all(self.holds(one) for one in test)
            case "gte" | "lte":
                first, second = (Fraction(self.values(one)[0] or "") for one in test)
                return first >= second if test.tag == "gte" else first <= second
            case "not":
                return not self.holds(test[0])
            case "isNull":
                return not self.values(test[0])
        first, second = (self.values(one) for one in test)
        return first == second


def players(paper: Paper, version: Version) -> list[Player]:
    with zipfile.ZipFile(io.BytesIO(write_qti(paper, version))) as package:
        manifest = fromstring(package.read("imsmanifest.xml"))
        listed = [one.attrib["href"] for one in manifest.iter() if one.tag.endswith("}resource")]
        assert set(package.namelist()) == {"imsmanifest.xml", *listed}
        return [Player(fromstring(package.read(name))) for name in listed]


def check(item: Item, ours: dict[Answer, Fraction], theirs: Callable[[Answer], Fraction]) -> None:
    assert ours
    for answer, share in ours.items():
        assert abs(share - theirs(answer)) < NEAR, (item.id, answer)


def check_all(paper: Paper) -> None:
    ours = [our_shares(item) for item in paper.items]
    moodle = fromstring(write_moodle(paper)).findall("question")[1:]
    gift = write_gift(paper).decode().split("\n\n")[2:]
    for at, item in enumerate(paper.items):
        check(item, ours[at], partial(moodle_share, moodle[at]))
        if item.kind != "ordering":
            check(item, ours[at], partial(gift_share, gift[at]))
    for version in (QTI_21, QTI_30):
        for item, shares, player in zip(paper.items, ours, players(paper, version), strict=True):
            check(item, shares, player.share)


def test_every_kind_scores_alike(paper: Paper) -> None:
    assert {item.kind for item in paper.items} == {
        *("single", "multiple", "true-false", "number", "ordering")
    }
    check_all(paper)


@pytest.mark.slow
def test_the_shipped_questions_score_alike(real_content: None) -> None:
    check_all(glossary_paper(BASE))


def test_nothing_answered_is_nothing_shown(paper: Paper) -> None:
    """A player that meets a set without a value there stops."""
    for version in (QTI_21, QTI_30):
        for player in players(paper, version):
            shown = player.root.find("outcomeDeclaration[@identifier='FEEDBACK']")
            assert shown is not None
            assert shown.findtext("defaultValue/value") == "NONE"
            player.response = []
            set_by = player.root.findall("responseProcessing/responseCondition/responseIf")[-1]
            assert not player.holds(set_by[0])
            told = [one.attrib["identifier"] for one in player.root.findall("modalFeedback")]
            assert "NONE" not in told


def test_moodle_makes_no_hints_of_its_own_to_steps(paper: Paper) -> None:
    """Those that Moodle 4.5 makes its database refuses."""
    steps = fromstring(write_moodle(paper)).findall("question[@type='ordering']")
    assert [one.findtext("shownumcorrect") for one in steps] == ["1"]


def test_moodle_takes_each_part_of_a_point_that_six_options_can_have() -> None:
    for right in range(1, 6):
        assert abs(Fraction(percentage(Fraction(1, right))) - Fraction(100, right)) < NEAR
        assert percentage(Fraction(-1, right)) == f"-{percentage(Fraction(1, right))}"
    assert all(Fraction(percentage(one / 100)) == one for one in FRACTIONS)


def test_drawn_numbers_become_instances_of_their_own(paper: Paper) -> None:
    drawn = [item for item in paper.items if item.kind == "number"]
    assert [item.instance for item in drawn] == list(range(1, len(drawn) + 1))
    assert len({item.stem for item in drawn}) == len(drawn) > 1
    assert len(paper.once().items) == 5
