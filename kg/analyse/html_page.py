"""A self-contained HTML page: one style sheet, no script, and a policy that lets it ask nothing of anybody."""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from html import escape as _escape

#: Colours of Paul Tol's scheme "bright" (2021), which the colour-blind can tell apart, darkened or lightened until text
#: and bars stand out from the page by 4.5 to 1 and 3 to 1 (WCAG 2.1, 1.4.3 and 1.4.11).
_STYLE = """\
:root { color-scheme: light dark; --page: #fdfdfc; --ink: #1b1f24; --soft: #5a6270; --line: #d9dce1; --card: #ffffff;
  --bar: #33658a; --link: #1f5c99; --mark: #fff3c4; --s0: #33658a; --s1: #b5482f; --s2: #27794a; --s3: #8a6a00;
  --s4: #86408c; --s5: #0d7a8a; --s6: #6b7280; }
@media (prefers-color-scheme: dark) { :root { --page: #15181c; --ink: #e8eaed; --soft: #a3abb8; --line: #343a42;
  --card: #1c2026; --bar: #6fa8d6; --link: #8fc1ee; --mark: #4a3f16; --s0: #6fa8d6; --s1: #ef8a70; --s2: #6cc28f;
  --s3: #d9b650; --s4: #cf94d4; --s5: #5fc4d3; --s6: #9aa3b0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
main.text { max-width: 44rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: .5rem 0; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; overflow-wrap: anywhere; }
p.about { color: var(--soft); margin: .25rem 0 1rem; overflow-wrap: anywhere; }
a { color: var(--link); }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
"""
_ESCAPED_CONTROLS = ("Cc", "Cs", "Zl", "Zp")


def escaped(text: str) -> str:
    """Return a text that HTML shows as it is, on one line and without control characters.

    >>> escaped('<b>"x"</b>')
    '&lt;b&gt;&quot;x&quot;&lt;/b&gt;'
    """
    return _escape("".join(c if unicodedata.category(c) not in _ESCAPED_CONTROLS else " " for c in text), quote=True)


def isolated(text: str, tag: str = "bdi", class_: str = "") -> str:
    """Return a name as an element of its own reading direction, escaped."""
    attribute = f' class="{class_}"' if class_ else ""
    return f"<{tag}{attribute}>{escaped(text)}</{tag}>"


def html_page(title: str, body: str, *, style: str = "", text: bool = False) -> str:
    """Return a whole page; ``body`` is HTML whose texts are escaped already, ``text`` sets it in one narrow column.

    The policy allows this very style sheet, by its hash, and nothing else: no script, picture, frame or form.
    """
    sheet = _STYLE + style
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    kind = ' class="text"' if text else ""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="generator" content="newskg">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(title)}</title>\n<style>{sheet}</style>\n</head>\n"
        f"<body>\n<main{kind}>\n{body}</main>\n</body>\n</html>\n"
    )
