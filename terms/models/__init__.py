"""What the glossary holds: terms, their sections, what finds them, and what learners ticked."""

from terms.models.glossary import Category, Glossary, Source
from terms.models.graph import GraphPlace
from terms.models.images import TermImage
from terms.models.links import KnownLabel, Mention
from terms.models.pictures import Picture, PicturePart
from terms.models.progress import ChecklistTick
from terms.models.reads import ReadCount
from terms.models.relations import (
    BroaderTerm,
    Contrast,
    FormerName,
    Homonym,
    Prerequisite,
    TermTag,
)
from terms.models.search import MissedQuery, SearchDocument, SearchName
from terms.models.sections import (
    Benchmark,
    Card,
    ChecklistItem,
    Citation,
    Comparison,
    Faq,
    KeyMetric,
    Mistake,
    Practice,
    RelatedTerm,
    Role,
    Step,
    Takeaway,
)
from terms.models.social_card import TermPicture
from terms.models.term import Alias, Figure, Linking, Term, TermQuerySet
from terms.models.worked_example import WorkedExample, WorkedInput, WorkedStep

__all__ = [
    "Alias",
    "Benchmark",
    "BroaderTerm",
    "Card",
    "Category",
    "ChecklistItem",
    "ChecklistTick",
    "Citation",
    "Comparison",
    "Contrast",
    "Faq",
    "Figure",
    "FormerName",
    "Glossary",
    "GraphPlace",
    "Homonym",
    "KeyMetric",
    "KnownLabel",
    "Linking",
    "Mention",
    "MissedQuery",
    "Mistake",
    "Picture",
    "PicturePart",
    "Practice",
    "Prerequisite",
    "ReadCount",
    "RelatedTerm",
    "Role",
    "SearchDocument",
    "SearchName",
    "Source",
    "Step",
    "Takeaway",
    "Term",
    "TermImage",
    "TermPicture",
    "TermQuerySet",
    "TermTag",
    "WorkedExample",
    "WorkedInput",
    "WorkedStep",
]
