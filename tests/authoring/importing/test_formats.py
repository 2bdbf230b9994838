"""Each format comes to entries, and what has no place in one is named."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from PIL import Image

from authoring.importing.entries import ImportedEntry, ImportRefusedError, Options
from authoring.importing.readers import reader_for

TURTLE = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix x: <http://example.org/fish/> .
x:scheme a skos:ConceptScheme ; dct:title "Fishes"@en ; dct:license "CC0" .
x:eel a skos:Concept ;
    skos:prefLabel "Eel"@en, "Aal"@de ; skos:altLabel "Anguilla"@en ; skos:hiddenLabel "Eal"@en ;
    skos:definition "A long fish."@en ; skos:scopeNote "Not the moray."@en ; skos:example "The conger."@en ;
    skos:notation "5.1" ; skos:broader x:fish ; skos:exactMatch <http://example.com/eel> ; skos:inScheme x:scheme .
x:fish a skos:Concept ; skos:prefLabel "Fish"@en ; skos:definition "It swims."@en ; skos:inScheme x:scheme .
x:hauki a skos:Concept ; skos:prefLabel "Hauki"@fi .
"""
WORDPRESS = """\
<?xml version="1.0"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>A blog</title><link>https://b.example</link>
<item><title>Drift</title><link>https://b.example/drift/</link><content:encoded><![CDATA[<p>It <b>is</b>.</p>
[gallery ids="1"] [btn to="x"]Go[/btn] [sic]]]></content:encoded><wp:post_id>7</wp:post_id><wp:post_name>drift</wp:post_name>
<wp:post_date>2026-01-02 03:04:05</wp:post_date><wp:status>draft</wp:status><wp:post_type>glossary</wp:post_type>
<category domain="category">Data</category></item>
<item><title>About</title><wp:post_type>page</wp:post_type><wp:status>publish</wp:status></item>
</channel></rss>
"""
WIKI = """\
<mediawiki><siteinfo><sitename>Our wiki</sitename><base>https://w.example/wiki/Main</base></siteinfo>
<page><title>Data drift</title><ns>0</ns><revision><timestamp>2026-02-03T00:00:00Z</timestamp>
<text>'''Drift''' is slow.</text></revision></page>
<page><title>Drift</title><ns>0</ns><redirect title="Data drift"/><revision><text>x</text></revision></page>
<page><title>Talk:Drift</title><ns>1</ns><revision><text>x</text></revision></page></mediawiki>
"""
GLOSARIO = """\
- slug: data_drift
  ref:
    - change
  en:
    term: data drift
    acronym: DD
    def: >
      Slow [change](#change).
  de:
    term: Datendrift
    def: Anders.
- slug: change
  de: {term: Wandel, def: Neues.}
"""
DATAHUB = """\
version: "1"
source: Us
nodes:
  - name: Sales
    description: What we sell.
    terms:
      - {name: Order, description: A wish., inherits: [Sales], owners: {users: [ada]}}
"""


def read(folder: Path, name: str, data: str | bytes, **options: str) -> list[ImportedEntry]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(reader_for(path).read(path, Options(**options)))  # type: ignore[arg-type]


def losses(entry: ImportedEntry) -> set[str]:
    return {note.what for note in entry.lost}


def test_skos_in_one_language(tmp_path: Path) -> None:
    eel, fish, hauki = read(tmp_path, "fish.ttl", TURTLE)
    assert (eel.title, eel.aliases, eel.hidden_names) == ("Eel", ("Anguilla",), ("Eal", "5.1"))
    assert eel.text == "A long fish.\n\nNot the moray.\n\n> The conger."
    assert eel.broader == ("http://example.org/fish/fish",)
    assert eel.place == "fish.ttl:5"
    assert losses(eel) == {"'prefLabel' in 'de' is left out", "'exactMatch' is left out"}
    assert (fish.collection.title, fish.collection.licence) == ("Fishes", "CC0")
    assert hauki.fault == "has no prefLabel in 'en', only in fi"
    assert read(tmp_path, "fish.ttl", TURTLE, language="de")[0].title == "Aal"


def test_skos_in_its_other_syntaxes(tmp_path: Path) -> None:
    from authoring.importing.readers.skos_graph import parse

    graph = parse(TURTLE, "turtle", "fish.ttl")
    expected = read(tmp_path, "fish.ttl", TURTLE)
    for ending, syntax in ((".rdf", "xml"), (".jsonld", "json-ld"), (".nt", "nt")):
        entries = read(tmp_path, f"fish{ending}", graph.serialize(format=syntax))
        assert [(one.title, one.text, one.broader) for one in entries] == [
            (one.title, one.text, one.broader) for one in expected
        ]


def test_wordpress_takes_the_posts_of_the_glossary(tmp_path: Path) -> None:
    drift, about = read(tmp_path, "blog.xml", WORDPRESS)
    assert (drift.title, drift.text, drift.slug) == (
        "Drift",
        "It **is**.\n\n Go \\[sic\\]",
        "drift",
    )
    assert (drift.category, drift.is_draft, str(drift.updated)) == ("Data", True, "2026-01-02")
    assert losses(drift) == {f"the shortcode '{one}' is left out" for one in ("gallery", "btn")}
    assert "is a page" in about.fault


def test_mediawiki_makes_a_redirect_another_name(tmp_path: Path) -> None:
    (drift,) = read(tmp_path, "wiki.xml", WIKI)
    assert (drift.title, drift.aliases, drift.text) == (
        "Data drift",
        ("Drift",),
        "**Drift** is slow.",
    )
    assert drift.origin == "https://w.example/wiki/Data_drift"


def test_glosario_in_one_language(tmp_path: Path) -> None:
    drift, change = read(tmp_path, "glossary.yml", GLOSARIO)
    assert (drift.key, drift.title, drift.abbreviation) == ("data_drift", "data drift", "DD")
    assert (drift.related, losses(drift)) == (("change",), {"its text in 'de' is left out"})
    assert (change.fault, change.place) == ("has no text in 'en'", "glossary.yml:12")


def test_datahubs_nodes_are_broader_terms(tmp_path: Path) -> None:
    sales, order = read(tmp_path, "business.yml", DATAHUB)
    assert (sales.title, order.title, order.broader) == ("Sales", "Order", ("Sales",))
    assert (order.category, losses(order)) == ("Sales", {"'owners' is left out"})


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (
            "Term;Definition;Synonyms",
            "Drift;It is slow.;a|b",
            ("Drift", "It is slow.", ("a", "b"), ()),
        ),
        ("Begriff\tErklärung", "Drift\tLangsam.", ("Drift", "Langsam.", (), ())),
        (  # OpenMetadata
            "parent,name*,displayName,description,synonyms,relatedTerms",
            "Shop.Sales,order,Order,A wish.,wish;want,Shop.Cart",
            ("Order", "A wish.", ("wish", "want"), ("Shop.Sales",)),
        ),
        ("parent,name*,displayName,description", ",order,,A wish.", ("order", "A wish.", (), ())),
        (  # DataHub
            "entity_type,urn,name,description,related_inherits,parent_nodes",
            "glossaryTerm,urn:1,Order,A wish.,Sales,Shop",
            ("Order", "A wish.", (), ("Sales",)),
        ),
    ],
)
def test_columns_are_guessed(
    tmp_path: Path, header: str, row: str, expected: tuple[object, ...]
) -> None:
    name = "table.tsv" if "\t" in header else "table.csv"
    (entry,) = read(tmp_path, name, f"{header}\n{row}\n")
    assert (entry.title, entry.text, entry.aliases, entry.broader) == expected


def test_columns_may_be_told_and_what_is_no_title_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("A,B,C\nDrift,It is.,x\n", encoding="utf-16")
    told = Options(columns={"title": "A", "text": "B"})
    (entry,) = reader_for(path).read(path, told)
    assert (entry.title, entry.text, losses(entry)) == (
        "Drift",
        "It is.",
        {"the column 'C' is left out"},
    )
    with pytest.raises(ImportRefusedError, match="the columns are A, B, C"):
        list(reader_for(path).read(path, Options()))
    with pytest.raises(ImportRefusedError, match="there is no column 'X'"):
        list(reader_for(path).read(path, Options(columns={"title": "X"})))


def test_a_formula_is_no_text(tmp_path: Path) -> None:
    entries = read(
        tmp_path, "f.csv", "Term,Definition\nA,=SUM(A1)\nB,-5 is cold.\n=cmd|x,C\n'=kept,D\n"
    )
    assert [one.text for one in entries] == ["", "-5 is cold.", "C", "D"]
    assert [one.title for one in entries] == ["A", "B", "", "=kept"]


def test_a_workbook(tmp_path: Path) -> None:
    book, packed = Workbook(), BytesIO()
    for row in (("Term", "Definition"), ("Drift", "It is slow."), (None, None), (5, "A number.")):
        book.active.append(row)
    book.save(packed)
    entries = read(tmp_path, "book.xlsx", packed.getvalue())
    assert [(one.title, one.place) for one in entries] == [
        ("Drift", "book.xlsx: row 2"), ("5", "book.xlsx: row 4")
    ]  # fmt: skip


def test_a_workbook_with_a_title_above_its_columns_and_a_further_sheet(tmp_path: Path) -> None:
    book, packed = Workbook(), BytesIO()
    for row in (("Our glossary",), (), ("Term", "Definition"), ("Drift", "It is slow.")):
        book.active.append(row)
    book.create_sheet("R & D")
    book.save(packed)
    (drift,) = read(tmp_path, "book.xlsx", packed.getvalue())
    assert (drift.title, drift.place) == ("Drift", "book.xlsx: row 4")
    assert [str(note) for note in drift.lost] == ["book.xlsx: a further sheet is left out: R & D"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "API: A way.\n  More.\nSLA: A promise - in numbers.\n", [("API", "A way.\nMore."), ("SLA", "A promise - in numbers.")]),
        ("b.txt", "- **API** – A way\n- **SLA** – A promise\n", [("API", "A way"), ("SLA", "A promise")]),
        ("c.md", "# Glossary\n\n## API\n\nA way.\n\n## SLA\n\nA promise.\n", [("API", "A way."), ("SLA", "A promise.")]),
        ("d.md", "API\n: A way.\n\nSLA\n: A promise.\n", [("API", "A way."), ("SLA", "A promise.")]),
        ("g.md", "## API\n\nA way.\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |\n\n## SLA\n\nA promise.\n", [("API", "A way.\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |"), ("SLA", "A promise.")]),
        ("e.md", "[API](/x)\n:   A way.\n\n    More.\n", [("API", "A way.\n\nMore.")]),
        ("f.md", "# Words\n\n| Term | Meaning |\n|:---|---|\n| **API** | A `way \\| path`. |\n| SLA | A promise. |\n", [("API", "A `way | path`."), ("SLA", "A promise.")]),
    ],
)  # fmt: skip
def test_plain_lists(tmp_path: Path, name: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.title, one.text) for one in read(tmp_path, name, text)] == expected


def test_a_folder_of_markdown(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    (folder / "pod").mkdir(parents=True)
    Image.new("RGB", (2, 2)).save(folder / "pod" / "pic.png")
    (folder / "README.md").write_text("# Read me\n")
    (folder / "_index.md").write_text("---\ntitle: All\n---\n")
    (folder / "pod" / "index.md").write_text(
        "---\nTitle: Pod\naka: [pods group]\ntags: [a, b]\nstatus: Done\n---\nA pod.\n"
    )
    (folder / "node.md").write_text('+++\ntitle = "Node"\ndraft = true\n+++\nA node.\n')
    (folder / "card.mdx").write_text("import A from 'a'\n\n# Card\n\nA card.\n\n<A />\n")
    (folder / "LICENSE").write_text("CC BY 4.0\n")
    card, node, pod = reader_for(folder).read(folder, Options())
    assert (card.title, card.text.strip(), node.is_draft) == ("Card", "A card.\n\n<A />", True)
    assert (pod.title, pod.slug, pod.aliases) == ("Pod", "pod", ("pods group",))
    assert [str(note) for note in pod.lost] == [
        "pod/index.md:5: 'status' is left out: Done",
    ]
    assert pod.collection.licence == "CC BY 4.0"


def test_fields_are_known_however_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    front = "title: Pod\nrelatedTerms: [node]\nSee-Also: [net]\nhoverText: One group.\n"
    (tmp_path / "docs" / "pod.mdx").write_text(f"---\n{front}---\nIt shares a network.\n")
    (tmp_path / "docs" / "node.md").write_text(
        "---\ntitle: Node\nterm: The node\ndescription: A machine.\n---\nA machine. It runs pods.\n"
    )
    node, pod = reader_for(tmp_path / "docs").read(tmp_path / "docs", Options())
    assert pod.text == "One group.\n\nIt shares a network.\n"
    assert set(pod.related) == {"net", "node"}
    assert pod.lost == ()
    assert node.text == "A machine. It runs pods.\n"
    assert [note.what for note in node.lost] == ["'term' is left out"]


def test_a_link_that_leads_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("# Secret\n\nNobody's.\n")
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "api.md").write_text("# API\n\nA way.\n")
    (folder / "secret.md").symlink_to(tmp_path / "secret.md")
    assert [one.title for one in reader_for(folder).read(folder, Options())] == ["API"]


def test_what_nobody_knows_is_refused_with_what_is_known(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="of no known format: SKOS"):
        read(tmp_path, "a.pdf", b"%PDF")
    with pytest.raises(ImportRefusedError, match="is not there"):
        reader_for(tmp_path / "nothing.csv")
