"""Pages come without indentation, and lose nothing by it."""

import pytest
from django.template import Context, Template

PRE = "<pre>\n  one\n    two\n</pre>"
TYPED = "<textarea\n    name='a'>\n  x\n</textarea>"


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("<ul>\n    <li>\n        one\n    </li>\n</ul>", "<ul>\n<li>\none</li></ul>"),
        ("<p>One\n   <a>two</a>\n   <b>three</b></p>", "<p>One\n<a>two</a>\n<b>three</b></p>"),
        ("<p>One</p>\n    <p>two\n</p>\n", "<p>One</p>\n<p>two</p>\n"),
        ('<input\n    type="text"\n    name="a"\n>', '<input\ntype="text"\nname="a">'),
        (f"<div>\n    {PRE}\n    {TYPED}\n</div>", f"<div>\n{PRE}\n{TYPED}</div>"),
    ],
)
def test_only_white_space_that_nobody_sees_is_left_out(written: str, sent: str) -> None:
    template = Template("{% load site %}{% squeezed %}" + written + "{% endsqueezed %}")
    assert template.render(Context()) == sent
