"""Questions as QTI packages: 2.1, and 3.0, which says the same in other names."""

import io
import re
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from defusedxml.ElementTree import fromstring

from exchange.questions.items import Item
from exchange.questions.papers import Paper
from quizzes.kinds.randomization import disarrange

SCORE, RESPONSE, FEEDBACK, REASON = "SCORE", "RESPONSE", "FEEDBACK", "REASON"
NO_REASON = "NONE"
"""What `FEEDBACK` is until something is answered: players stumble over a set that is null."""
_HUMP = re.compile(r"(?<!^)([A-Z])")


@dataclass(frozen=True)
class Version:
    """What differs between the versions."""

    namespace: str
    manifest: str
    schema: str
    schema_version: str
    item_type: str
    is_3: bool

    def name(self, name: str) -> str:
        """An element's name: `choiceInteraction`, or `qti-choice-interaction`."""
        return f"qti-{self.attribute(name)}" if self.is_3 else name

    def attribute(self, name: str) -> str:
        return _HUMP.sub(r"-\1", name).lower() if self.is_3 else name

    def add(self, parent: Element, name: str, text: str = "", /, **attributes: str) -> Element:
        """An element of QTI's below `parent`."""
        known = {self.attribute(key): value for key, value in attributes.items()}
        element = SubElement(parent, self.name(name), known)
        element.text = text or None
        return element

    def content(self, parent: Element) -> Element:
        """Where the text of a feedback stands."""
        return self.add(parent, "contentBody") if self.is_3 else parent


QTI_21 = Version(
    "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "http://www.imsglobal.org/xsd/imscp_v1p1",
    "QTIv2.1 Package",
    "1.0.0",
    "imsqti_item_xmlv2p1",
    is_3=False,
)
QTI_30 = Version(
    "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    "QTI Package",
    "3.0.0",
    "imsqti_item_xmlv3p0",
    is_3=True,
)


def write_qti(paper: Paper, version: Version) -> bytes:
    """A ZIP with the manifest and a file for each question."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        names = [f"items/Q{number:03}.xml" for number in range(1, len(paper.items) + 1)]
        _put(package, "imsmanifest.xml", _manifest(names, version))
        for name, item in zip(names, paper.items, strict=True):
            _put(package, name, _item(item, version))
    return packed.getvalue()


def _put(package: zipfile.ZipFile, name: str, root: Element) -> None:
    # Of a fixed day, so that the same questions make the same file.
    info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(info, tostring(root, encoding="utf-8", xml_declaration=True))


def _manifest(names: list[str], version: Version) -> Element:
    root = Element("manifest", {"xmlns": version.manifest, "identifier": "MANIFEST"})
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = version.schema
    SubElement(metadata, "schemaversion").text = version.schema_version
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    for name in names:
        identifier = name.removeprefix("items/").removesuffix(".xml")
        about = {"identifier": identifier, "type": version.item_type, "href": name}
        SubElement(SubElement(resources, "resource", about), "file", {"href": name})
    indent(root)
    return root


def _item(item: Item, version: Version) -> Element:
    attributes = {
        "identifier": item.id.replace("/", "."),
        "title": item.name,
        "adaptive": "false",
        "timeDependent": "false",
    }
    known = {version.attribute(key): value for key, value in attributes.items()}
    root = Element(version.name("assessmentItem"), {"xmlns": version.namespace, **known})
    _declare(root, item, version)
    body = version.add(root, "itemBody")
    _interaction(body, item, version)
    _process(root, item, version)
    reasons = {_code(at): one.reason for at, one in enumerate(item.choices)}
    if item.kind in ("number", "ordering"):
        reasons = {REASON: item.reasons}
    for identifier, reason in reasons.items():
        shown = version.add(root, "modalFeedback", outcomeIdentifier=FEEDBACK,
                            identifier=identifier, showHide="show")  # fmt: skip
        _put_html(version.content(shown), reason)
    return root


_CARDINALITY = {"multiple": "multiple", "ordering": "ordered"}


def _declare(root: Element, item: Item, version: Version) -> None:
    """What an answer is, which one is right, and what is worked out of it."""
    is_number = item.number is not None
    cardinality = _CARDINALITY.get(item.kind, "single")
    response = version.add(root, "responseDeclaration", identifier=RESPONSE,
                           cardinality=cardinality,
                           baseType="float" if is_number else "identifier")  # fmt: skip
    correct = version.add(response, "correctResponse")
    if item.number:
        version.add(correct, "value", f"{item.number.exact:f}")
    for at, one in enumerate(item.choices):
        if one.is_right:
            version.add(correct, "value", _code(at))
    if item.kind == "multiple":
        share = f"{1 / len(item.right):.12f}"
        mapping = version.add(response, "mapping", lowerBound="0", upperBound="1", defaultValue="0")
        for at, one in enumerate(item.choices):
            worth = share if one.is_right else f"-{share}"
            version.add(mapping, "mapEntry", mapKey=_code(at), mappedValue=worth)
    score = version.add(root, "outcomeDeclaration", identifier=SCORE, cardinality="single",
                        baseType="float")  # fmt: skip
    version.add(version.add(score, "defaultValue"), "value", "0")
    cardinality = "multiple" if item.kind == "multiple" else "single"
    shown = version.add(root, "outcomeDeclaration", identifier=FEEDBACK, baseType="identifier",
                        cardinality=cardinality)  # fmt: skip
    version.add(version.add(shown, "defaultValue"), "value", NO_REASON)


def _interaction(body: Element, item: Item, version: Version) -> None:
    if item.number:
        _put_html(body, item.asked)
        field = SubElement(body, "p")
        version.add(field, "textEntryInteraction", responseIdentifier=RESPONSE, expectedLength="15")
        return
    asked = {"responseIdentifier": RESPONSE, "shuffle": str(item.kind != "true-false").lower()}
    if item.kind == "ordering":
        interaction = version.add(body, "orderInteraction", orientation="vertical", **asked)
    else:
        most = "0" if item.kind == "multiple" else "1"
        interaction = version.add(body, "choiceInteraction", maxChoices=most, **asked)
    # A prompt holds no paragraphs.
    _put_html(version.add(interaction, "prompt"), re.sub(r"</?p>", "", item.stem))
    order = range(len(item.choices))
    for at in disarrange(1, len(order)) if item.kind == "ordering" else order:
        choice = version.add(interaction, "simpleChoice", identifier=_code(at))
        _put_html(choice, item.choices[at].text)


def _process(root: Element, item: Item, version: Version) -> None:
    """The score, as this site works it out, and which reasons are shown."""
    process = version.add(root, "responseProcessing")
    match item.kind:
        case "multiple":
            score = version.add(process, "setOutcomeValue", identifier=SCORE)
            version.add(score, "mapResponse", identifier=RESPONSE)
        case "ordering":
            _process_order(process, item, version)
        case _:
            _process_one(process, item, version)
    answered = version.add(version.add(process, "responseCondition"), "responseIf")
    nothing = version.add(version.add(answered, "not"), "isNull")
    version.add(nothing, "variable", identifier=RESPONSE)
    feedback = version.add(answered, "setOutcomeValue", identifier=FEEDBACK)
    if item.kind in ("number", "ordering"):
        version.add(feedback, "baseValue", REASON, baseType="identifier")
    else:
        version.add(feedback, "variable", identifier=RESPONSE)


def _process_one(process: Element, item: Item, version: Version) -> None:
    condition = version.add(version.add(process, "responseCondition"), "responseIf")
    if item.number:
        # Both bounds are written out: not every player knows the tolerance of `equal`.
        exact, error = item.number.exact, item.number.error
        within = version.add(condition, "and")
        for name, bound in (("gte", exact - error), ("lte", exact + error)):
            reach = version.add(within, name)
            version.add(reach, "variable", identifier=RESPONSE)
            version.add(reach, "baseValue", f"{bound:f}", baseType="float")
    else:
        match = version.add(condition, "match")
        version.add(match, "variable", identifier=RESPONSE)
        version.add(match, "correct", identifier=RESPONSE)
    score = version.add(condition, "setOutcomeValue", identifier=SCORE)
    version.add(score, "baseValue", "1", baseType="float")


def _process_order(process: Element, item: Item, version: Version) -> None:
    """Every two neighbours that follow each other rightly earn their part."""
    steps = [_code(at) for at in range(len(item.choices))]
    share = f"{1 / (len(steps) - 1):.12f}"
    for place in range(1, len(steps)):
        condition = version.add(version.add(process, "responseCondition"), "responseIf")
        either = version.add(condition, "or")
        for pair in pairwise(steps):
            both = version.add(either, "and")
            for offset, step in enumerate(pair):
                same = version.add(both, "match")
                index = version.add(same, "index", n=str(place + offset))
                version.add(index, "variable", identifier=RESPONSE)
                version.add(same, "baseValue", step, baseType="identifier")
        score = version.add(condition, "setOutcomeValue", identifier=SCORE)
        total = version.add(score, "sum")
        version.add(total, "variable", identifier=SCORE)
        version.add(total, "baseValue", share, baseType="float")


def _code(at: int) -> str:
    return chr(ord("A") + at)


def _put_html(parent: Element, html: str) -> None:
    """The XHTML as children of `parent`."""
    inner = fromstring(f"<x>{html}</x>")
    parent.text = inner.text
    parent.extend(inner)
    for element in parent.iter("p"):
        element.attrib.pop("title", None)
