"""HTML as tests read it."""

import re


def one_line(html: str) -> str:
    """`html` with each run of white space as one space, however its template was indented."""
    return " ".join(html.split())


def squeezed(html: str) -> str:
    """`html` with single spaces, and none just inside an element."""
    html = " ".join(html.split())
    html = re.sub(r"(<[a-z][^<>]*>) ", r"\1", html)
    return html.replace(" </", "</")
