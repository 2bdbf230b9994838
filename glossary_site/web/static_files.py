"""What readers get of the files that people edit: one stylesheet, and minified scripts."""

import re
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from rcssmin import cssmin
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRY = "css/site.css"
SCRIPTS = "js/"
_IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\)(?: layer\((?P<layer>[a-z]+)\))?;')


def bundle(entry: Path) -> str:
    """The stylesheet at `entry` with every `@import` replaced by its file, in its layer."""

    def inline(match: re.Match[str]) -> str:
        text = (entry.parent / match["path"]).read_text()
        return f"@layer {match['layer']} {{\n{text}}}\n" if match["layer"] else text

    return _IMPORT.sub(inline, entry.read_text())


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Bundles and minifies the stylesheet, and minifies scripts, before they are hashed."""

    def post_process(self, paths: dict[str, Any], *args: Any, **options: Any) -> Any:
        entry = finders.find(ENTRY)
        if entry and not options.get("dry_run"):
            self.delete(ENTRY)
            self._save(ENTRY, ContentFile(str(cssmin(bundle(Path(entry)))).encode()))
            paths = {
                name: place
                for name, place in paths.items()
                if not name.startswith("css/") or name == ENTRY
            }
            paths[ENTRY] = (self, ENTRY)
        for name in [] if options.get("dry_run") else [*paths]:
            script = finders.find(name) if name.startswith(SCRIPTS) else None
            if script:
                self.delete(name)
                self._save(name, ContentFile(str(jsmin(Path(script).read_text())).encode()))
                paths[name] = (self, name)
        yield from super().post_process(paths, *args, **options)
