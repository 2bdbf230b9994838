"""What a start of the site reads: every command and every worker waits for it."""

from tests.site.commands import start_python

HEAVY = (
    *("fsrs", "genanki", "html5rdf", "icalendar", "joserfc", "lxml", "mcp_types", "numpy"),
    *("openpyxl", "rdflib", "snowballstemmer", "webauthn"),
)
"""What is imported where it is first needed: a second of computing and forty megabytes."""


def test_libraries_that_few_pages_need_are_not_imported_by_a_start() -> None:
    code = "import sys, django; django.setup(); import glossary_site.urls; print(*sys.modules)"
    said, warned = start_python(code).communicate()
    imported = said.split()
    assert "exchange.agents.views" in imported, warned
    assert not {*HEAVY} & {*imported}
