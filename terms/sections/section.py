"""What a section of a term's page is. Pure: its title is translated where it is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

FRONT_MATTER = "term.md"


def ngettext(one: str, several: str, _number: int) -> tuple[str, str]:
    """Mark a text that counts for translation, which whoever shows it does."""
    return one, several


@dataclass(frozen=True)
class Part:
    """Something that an author writes in a section: a text of the term, or rows of a relation."""

    name: str
    """The field in its file; `worked_example.steps` is inside the mapping `worked_example`. A text
    of the term has the same name in the database."""
    relation: str = ""
    """The relation of `Term` that leads to the rows; none for a text of the term itself."""
    titles: tuple[str, ...] = ()
    """Fields of a row by which a reader tells it from its neighbours: searched, never linked."""
    texts: tuple[str, ...] = ()
    """Fields of prose, searched and linked, in the reader's order."""
    closed: tuple[str, ...] = ()
    """Titles and texts that the page shows only when a reader opens them."""
    told_by: tuple[str, ...] = ()
    """What tells rows apart that have no title."""
    heading: str = ""
    """The `## ` heading in `term.md` above a text; a text without one stands in front matter."""
    key: str = "position"
    """The field of a row that says, when the file is loaded again, which row it is."""
    is_single: bool = False
    """Whether the file has one mapping, not a list of them."""
    required_of: tuple[str, ...] = ()
    """The kinds of entry that must have it before readers see them: `full`, `brief`."""
    numbered: str = ""
    """What one row is called where an anchor leads to it, such as `step %(number)s`."""
    reads: tuple[str, ...] = ()
    """The relations that the page reads, where they are more than `relation`."""
    links_to: str = ""
    """The path to the slug of the term that a row's title already links to."""
    file: str = FRONT_MATTER
    """The file that it stands in."""
    form_field: str = ""
    """The field of the term's form in the admin that holds the whole file."""
    most_rows: int | None = None
    """How many rows a form takes at most."""
    autocompleted: tuple[str, ...] = ()
    """Fields of a row that are looked up as one types."""
    template: str = ""
    """Drawn after the section's own template, where an app brings the part to another's section.
    """
    scripts: tuple[str, ...] = ()
    """The static scripts that a page with such rows needs."""
    module: str = ""
    """The module of the site that it belongs to; pages show it as long as that one is on."""

    @property
    def anchor(self) -> str:
        """What the anchors of numbered rows start with: `step` of `step-2`."""
        return self.numbered.partition(" ")[0]

    @property
    def place(self) -> tuple[str, ...]:
        """Where it stands in its file: `('worked_example', 'steps')`."""
        return tuple(self.name.split("."))

    def rows_of(self, said: Any) -> Sequence[Any]:
        """Its rows in what a file says: none where there is no such mapping."""
        for name in self.place:
            said = getattr(said, name, None)
        return ([said] if said else []) if self.is_single else said or []

    @property
    def own_texts(self) -> tuple[str, ...]:
        """The columns that hold prose: of rows, or the text of the term itself."""
        return self.texts if self.relation else (self.name,)

    @property
    def has_form_rows(self) -> bool:
        """Whether its rows are edited in the term's form: those that say something in words, or
        name another term."""
        return self.relation != "" and (self.titles + self.texts + self.autocompleted) != ()

    @property
    def telling(self) -> tuple[str, ...]:
        """The fields that no two rows may share."""
        return self.told_by or self.titles


@dataclass(frozen=True)
class Section:
    """A section of a term's page under its heading, in the order of the page."""

    key: str
    """Its anchor, by which quizzes, plans and links name it."""
    title: str
    """The heading in English, as gettext knows it."""
    template: str = ""
    """What stands under the heading; a section without one stands in the page's head."""
    parts: tuple[Part, ...] = ()
    reads: tuple[str, ...] = ()
    """Relations of the term that the template reads beside those of the parts."""
    shows: Callable[[Any], bool] = lambda _term: False
    """Whether it has something to show on a term's page although its parts say nothing."""
    is_searched: bool = True
    is_article: bool = True
    """Whether its words count for the time that the page takes to read."""
    element_id: str = ""
    """The id of its element, where something inside it has the anchor as its id."""
    is_printed: bool = True
    private_template: str = ""
    """What each reader sees otherwise; it stands above the rest."""
    private_after: str = ""
    """What each reader sees otherwise after it, in a place of its own."""
    width: Literal["full", "third"] = "full"
    """How much of a wide screen it takes; thirds that follow each other share a row."""
    has_wide_cards: bool = False
    """Whether the cards of its numbered rows hold whole sentences."""
    counted: tuple[str, str] | None = None
    """How *At a glance* tells the number of things in it: of one, and of several."""
    count: Callable[[Any], int] = lambda _term: 0
    """How many there are on a term's page."""
    module: str = ""
    """The module of the site that it belongs to; pages show it as long as that one is on."""

    @property
    def html_id(self) -> str:
        return self.element_id or self.key

    @property
    def after_key(self) -> str:
        """The name of what stands after it."""
        return f"after-{self.key}"

    @property
    def is_in_head(self) -> bool:
        """Whether the head of the page shows it, above all sections with a heading."""
        return not (self.template or self.private_template)
