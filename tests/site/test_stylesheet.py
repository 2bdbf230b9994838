"""The stylesheets made of the small ones, and the scripts as readers get them."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from rcssmin import cssmin

from glossary_site.web.static_files import STYLESHEETS, bundle
from tests.world import make_advisor, make_cost_scenario, make_term

CSS = Path(settings.BASE_DIR) / "static" / "css"
JS = CSS.parent / "js"
NOT_THE_SITE = {"static", "tests", "var"}
_PHYSICAL = re.compile(r"(?:margin|padding|border)-(?:left|right|top|bottom)|text-align: (?:left|right)"
                       r"|(?<![-\w])(?:left|right|top|bottom|width|height):")  # fmt: skip
_NO_TOKEN = re.compile(
    r"(?:rgb|hsl|oklch)\(|font-size: [\d.]+(?:px|rem)|font: \d+ [\d.]+(?:px|rem)"
)
_RULE = re.compile(r"([^{}]*)\{")
_CLASS = re.compile(r"\.(-?[a-zA-Z][\w-]*)")


def every_rule() -> str:
    """Of what readers get; that of the admin is made of the same tokens."""
    return "".join(bundle(CSS.parent / name) for name in STYLESHEETS[:3])


def styled_classes(rules: str) -> set[str]:
    """The classes that rules are for."""
    styles = re.sub(r"/\*.*?\*/", "", rules, flags=re.DOTALL)
    return {name for rule in _RULE.findall(styles) for name in _CLASS.findall(rule)}


def test_every_small_file_is_in_one_of_the_stylesheets_in_its_layer() -> None:
    text = every_rule()
    assert "@import" not in text
    assert text.startswith("@layer reset, tokens, base")
    for path in CSS.rglob("*.css"):
        if str(path.relative_to(CSS.parent)) not in STYLESHEETS:
            assert text.count(path.read_text()) == 1, path


@pytest.mark.parametrize("address", ["/", "/terms/", "/quizzes/"])
def test_a_page_of_terms_goes_without_the_rules_of_the_tools(
    client: Client, db: None, address: str
) -> None:
    page = client.get(address).content.decode()
    assert "css/site.css" in page
    assert "css/lists.css" in page
    assert "css/tools.css" not in page


def test_an_entry_needs_no_other_rules_than_it_has(client: Client, db: None) -> None:
    make_advisor(price="Free", duration="30 minutes")
    make_cost_scenario(make_term())
    page = client.get("/terms/mlops/").text
    assert "css/tools.css" not in page
    assert "css/lists.css" not in page
    used = {name for names in re.findall(r'class="([^"]*)"', page) for name in names.split()}
    own, *others = (styled_classes(bundle(CSS.parent / name)) for name in STYLESHEETS[:3])
    assert {"call-terms", "advisor__name"} <= used
    assert used & set().union(*others) - own == set()


@pytest.mark.parametrize(
    "address",
    ["/maturity/", "/calculator/", "/calculator/embed/", "/advisory/", "/me/", "/nothing/"],
)
def test_every_other_page_has_them(client: Client, db: None, address: str) -> None:
    assert "css/tools.css" in client.get(address).content.decode()


@pytest.mark.slow
def test_a_collected_site_ships_hashed_compressed_stylesheets(loaded_folder: Path) -> None:
    collected = loaded_folder / "static"
    for name in STYLESHEETS:
        (stylesheet,) = collected.glob(name.replace(".css", ".????????????.css"))
        assert "@import" not in stylesheet.read_text()
        assert Path(f"{stylesheet}.br").exists()
        assert Path(f"{stylesheet}.gz").exists()
        assert not (collected / f"{name}.br").exists(), "no page names it"
    assert [*collected.glob("admin/js/vendor/jquery/jquery.min.????????????.js.br")]
    assert not [*collected.glob("admin/js/vendor/jquery/jquery.????????????.js.br")]
    (script,) = collected.glob("js/quiz.????????????.js")
    assert len(script.read_text()) < 0.8 * len((JS / "quiz.js").read_text())


_PSEUDO_CLASS_OF_WHAT_IS_INSIDE = re.compile(r"[\w\])\"] :(?!:)[a-z][^;{}]*[,{]")


def test_the_minifier_changes_no_selector() -> None:
    """Inside @layer it drops the space of `.field :disabled`; `.field *:disabled` means the same."""
    assert cssmin("@layer x {.a {b: c} .field *:disabled {d: e}}").endswith(
        ".field *:disabled{d:e}}"
    )
    text = re.sub(r"/\*.*?\*/", "", every_rule(), flags=re.DOTALL)
    assert _PSEUDO_CLASS_OF_WHAT_IS_INSIDE.findall(text) == []


@pytest.mark.parametrize("path", sorted(CSS.rglob("*.css")), ids=lambda path: path.name)
def test_a_style_file_is_short_and_uses_tokens(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= 300
    assert "!important" not in text
    assert "italic" not in text, "neither face has an italic: browsers would slant the upright one"
    assert _PHYSICAL.findall(text) == []
    if path.name not in ("tokens.css", "fallbacks.css"):
        assert "#" not in text, "a colour that is no token, or an id"
        assert _NO_TOKEN.findall(text) == []


def test_no_measure_depends_on_the_width_of_a_figure() -> None:
    """`ch` is another length in the stand-ins than in the faces, so that lines would move."""
    in_figures = re.compile(r"\d(ch|ex)\b")
    faults = [path.name for path in CSS.rglob("*.css") if in_figures.search(path.read_text())]
    assert faults == []


@pytest.mark.parametrize("path", sorted(JS.glob("*.js")), ids=lambda path: path.name)
def test_a_script_is_short(path: Path) -> None:
    lines = path.read_text().splitlines()
    assert len(lines) <= 60
    assert "eval(" not in path.read_text()


@pytest.mark.slow
def test_every_class_of_the_stylesheet_is_somewhere_on_the_site() -> None:
    styled = styled_classes(every_rule())
    base = Path(settings.BASE_DIR)
    written = "".join(
        path.read_text()
        for folder in (JS, *(one for one in base.glob("[a-z]*") if one.name not in NOT_THE_SITE))
        for path in folder.rglob("*")
        if path.suffix in {".html", ".svg", ".js", ".py"}
    )
    assert len(styled) > 200
    words = set(re.findall(r"[\w-]+", written))
    assert sorted(name for name in styled - words if not is_filled_in(name, written)) == []


def is_filled_in(name: str, text: str) -> bool:
    """Whether `text` holds the class with its last part filled in by a template."""
    block, dashes, _ = name.rpartition("--")
    return bool(dashes) and f"{block}--{{{{" in text
