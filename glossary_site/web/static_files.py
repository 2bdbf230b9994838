"""What readers get of the files that people edit: few stylesheets and scripts, all minified.

An entry has `site.css` alone; all other pages have `lists.css` besides, and those of the
assessments, the calculator and the call `tools.css` too.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from rcssmin import cssmin
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEETS = ("css/site.css", "css/lists.css", "css/tools.css", "css/admin.css")
SCRIPTS = "js/"
_SCRIPT_IMPORT = re.compile(r'^import "\./(?P<path>[\w-]+\.js)";$', re.MULTILINE)
_IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\)(?: layer\((?P<layer>[a-z]+)\))?;')


def bundle(entry: Path) -> str:
    """The stylesheet at `entry` with every `@import` replaced by its file, in its layer."""

    def inline(match: re.Match[str]) -> str:
        text = (entry.parent / match["path"]).read_text()
        return f"@layer {match['layer']} {{\n{text}}}\n" if match["layer"] else text

    return _IMPORT.sub(inline, entry.read_text())


def bundle_script(entry: Path) -> str:
    """The script at `entry` with each `import` of a whole file replaced by it, in its own scope."""

    def inline(match: re.Match[str]) -> str:
        return f"{{\n{(entry.parent / match['path']).read_text()}}}"

    return _SCRIPT_IMPORT.sub(inline, entry.read_text())


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Bundles and minifies stylesheets and scripts before they are hashed."""

    def post_process(self, paths: dict[str, Any], *args: Any, **options: Any) -> Any:
        if options.get("dry_run"):
            paths = {}
        paths = {
            name: place
            for name, place in paths.items()
            if not name.startswith("css/") or name in STYLESHEETS
        }
        for name in paths:
            if name in STYLESHEETS:
                text = cssmin(bundle(Path(str(finders.find(name)))))
            elif name.startswith(SCRIPTS):
                text = jsmin(bundle_script(Path(str(finders.find(name)))))
            else:
                continue
            self.delete(name)
            self._save(name, ContentFile(str(text).encode()))
            paths[name] = (self, name)
        yield from super().post_process(paths, *args, **options)

    def compress_files(self, paths: Iterable[str]) -> Any:
        """Compress only what pages name: the originals, and the long forms of what is minified as
        well, would take ten of fifteen seconds of a first start."""
        short = {name.replace(".min.", ".") for name in self.hashed_files if ".min." in name}
        named = {hashed for name, hashed in self.hashed_files.items() if name not in short}
        return super().compress_files(named.intersection(paths))
