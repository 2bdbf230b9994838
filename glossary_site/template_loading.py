"""Templates as readers need them: without the indentation by which people read them."""

import re

from django.template import Origin
from django.template.loaders.filesystem import Loader

_INDENT = re.compile(r"\n\s+")


class UnindentedLoader(Loader):
    """Loads the site's own templates without indentation and empty lines.

    A sixth of a term page is white space before a line. The text of `<pre>` and `<textarea>` must
    come from a variable, and a text to translate that runs over lines must be `trimmed`.
    """

    def get_contents(self, origin: Origin) -> str:
        text = super().get_contents(origin)
        return _INDENT.sub("\n", text) if str(origin.name).endswith(".html") else text
