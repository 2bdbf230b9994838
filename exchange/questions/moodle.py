"""Questions as Moodle XML."""

from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from exchange.questions.items import Item
from exchange.questions.papers import Paper

FRACTIONS = tuple(
    Fraction(one)
    for one in (
        *("100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333"),
        *("30", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10", "5", "0"),
    )
)
"""The percentages that Moodle takes for an answer, each also below zero."""

_TYPES = {
    "single": "multichoice",
    "multiple": "multichoice",
    "true-false": "truefalse",
    "number": "numerical",
    "ordering": "ordering",
}


def percentage(share: Fraction) -> str:
    """The percentage of Moodle's that is nearest to `share`, from -1 to 1."""
    nearest = min(FRACTIONS, key=lambda one: abs(one - abs(share) * 100))
    return f"{float(nearest if share >= 0 else -nearest):.5f}".rstrip("0").rstrip(".")


def write_moodle(paper: Paper) -> bytes:
    """All questions in a category with the title of the paper."""
    quiz = Element("quiz")
    category = SubElement(quiz, "question", type="category")
    title = paper.title.replace("/", "//")
    _text(category, "category", f"$course$/top/{title}")
    for item in paper.items:
        _question(quiz, item)
    indent(quiz)
    return bytes(tostring(quiz, encoding="utf-8", xml_declaration=True))


def _question(quiz: Element, item: Item) -> None:
    question = SubElement(quiz, "question", type=_TYPES[item.kind])
    _text(question, "name", item.name)
    _html(question, "questiontext", item.asked)
    source = f'<p class="source"><a href="{item.url}">{item.url}</a></p>'
    _html(question, "generalfeedback", f"{item.reasons}{source}")
    for name, value in (("defaultgrade", "1"), ("penalty", "0"), ("hidden", "0")):
        SubElement(question, name).text = value
    SubElement(question, "idnumber").text = item.id
    match item.kind:
        case "single" | "multiple":
            _choices(question, item)
        case "true-false":
            _true_false(question, item)
        case "number":
            _number(question, item)
        case "ordering":
            _ordering(question, item)
    _text(SubElement(question, "tags"), "tag", f"section-{item.section}")


def _choices(question: Element, item: Item) -> None:
    SubElement(question, "single").text = str(item.kind == "single").lower()
    SubElement(question, "shuffleanswers").text = "true"
    SubElement(question, "answernumbering").text = "abc"
    share = Fraction(1, len(item.right))
    wrong = -share if item.kind == "multiple" else Fraction(0)
    for one in item.choices:
        _answer(question, one.text, share if one.is_right else wrong, one.reason)


def _true_false(question: Element, item: Item) -> None:
    for word, one in zip(("true", "false"), item.choices, strict=True):
        answer = _answer(question, word, Fraction(int(one.is_right)), one.reason)
        answer.set("format", "moodle_auto_format")


def _number(question: Element, item: Item) -> None:
    if item.number is None:
        raise TypeError("a number question has a number")
    answer = _answer(question, f"{item.number.exact:f}", Fraction(1), "")
    answer.set("format", "moodle_auto_format")
    SubElement(answer, "tolerance").text = f"{item.number.error:f}"
    if item.sign:
        unit = SubElement(SubElement(question, "units"), "unit")
        SubElement(unit, "multiplier").text = "1"
        SubElement(unit, "unit_name").text = item.sign
    # The unit may stand with the number and earns nothing: dollars before it, others after it.
    for name, value in (
        ("unitgradingtype", "0"),
        ("unitpenalty", "0"),
        ("showunits", "0" if item.sign else "3"),
        ("unitsleft", str(int(item.sign == "$"))),
    ):
        SubElement(question, name).text = value


def _ordering(question: Element, item: Item) -> None:
    for name, value in (
        ("layouttype", "VERTICAL"),
        ("selecttype", "ALL"),
        ("selectcount", "0"),
        ("gradingtype", "RELATIVE_NEXT_EXCLUDE_LAST"),
        ("showgrading", "SHOW"),
        ("numberingstyle", "none"),
        # Without this Moodle 4.5 makes empty hints, which its database refuses.
        ("shownumcorrect", "1"),
    ):
        SubElement(question, name).text = value
    for one in item.choices:
        _answer(question, one.text, Fraction(1), one.reason)


def _answer(question: Element, text: str, share: Fraction, reason: str) -> Element:
    answer = SubElement(question, "answer", fraction=percentage(share), format="html")
    SubElement(answer, "text").text = text
    _html(answer, "feedback", reason)
    return answer


def _html(parent: Element, name: str, html: str) -> None:
    _text(parent, name, html).set("format", "html")


def _text(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    SubElement(element, "text").text = text
    return element
