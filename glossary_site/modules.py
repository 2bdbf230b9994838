"""The parts of the site that a glossary can do without: which are on, as `site.yaml` says.

Paths are on where there are any, and quizzes: without questions nobody could tell how far they are.

Read once, when a process starts: what is off has no address, no place on other pages and no
section on a term's page. Its tables stay, so that it comes back with all that it held.
"""

from pathlib import Path

import yaml

MODULES = ("quizzes", "assessments", "calculator", "advisory", "paths", "reports")
"""Their names in `glossary.modules_off` of `site.yaml`."""


def modules_on(site_file: Path) -> frozenset[str]:
    """The modules that the file does not switch off; all that can be on where it cannot be read.

    What is wrong with the file is told by the checks, when the content is loaded.
    """
    off = _switched_off(site_file)
    if "quizzes" in off or not any((site_file.parent / "paths").glob("*.yaml")):
        off.add("paths")
    return frozenset(MODULES) - off


def _switched_off(site_file: Path) -> set[str]:
    try:
        site = yaml.safe_load(site_file.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return set()
    glossary = site.get("glossary") if isinstance(site, dict) else None
    off = glossary.get("modules_off") if isinstance(glossary, dict) else None
    return {str(one) for one in off} if isinstance(off, list) else set()
