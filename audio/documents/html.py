"""Web pages and Markdown: what a reader would read, without scripts, styles and the way around the site.

lxml parses whatever browsers put up with; nothing is run and nothing is fetched.
"""

import re
from collections.abc import Iterator
from itertools import accumulate

from lxml import etree, html
from markdown_it import MarkdownIt

from audio.documents.tables import flat_row
from audio.documents.values import Note, NoteKind
from audio.errors import BrokenDocumentError, EmptyDocumentError

_PASSED_BY = re.compile(
    "script|style|noscript|template|svg|math|head|nav|aside|footer|form|button|select|textarea|"
    "iframe|object|embed|canvas|audio|video|dialog"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ROLES = frozenset({"navigation", "banner", "search", "contentinfo", "menu", "menubar", "complementary"})
_BLOCKS = re.compile(
    "address|article|blockquote|body|br|caption|center|dd|details|div|dl|dt|fieldset|figcaption|"
    "figure|h1|h2|h3|h4|h5|h6|header|hr|html|legend|li|main|ol|p|pre|section|summary|table|tbody|"
    "tfoot|thead|tr|ul"
)
_CELLS = frozenset({"td", "th"})
_MOST_DEPTH = 250
"""No page is deeper; our way down is by recursion."""
_WHITE = re.compile(r"[ \t\r\n\f]+")


def read_markdown(text: str, *, name: str) -> tuple[str, tuple[Note, ...]]:
    """Return Markdown as it is read, without its signs."""
    return read_html(MarkdownIt("commonmark").enable("table").render(text), name=name)


def read_html(text: str, *, name: str) -> tuple[str, tuple[Note, ...]]:
    """Return the lines of a page: its title bar is not on it.

    Raises:
        EmptyDocumentError: nothing on it can be read.
        BrokenDocumentError: it is nested deeper than any page is.
    """
    root = _root(text, name)
    lines = _lines(root)
    tables = sum(1 for table in root.iter("table") if len(table.findall(".//tr")) > 1)
    notes = (Note(kind=NoteKind.TABLES_FLATTENED, count=tables),) if tables else ()
    return "\n".join(lines), notes


def _root(text: str, name: str) -> etree._Element:
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise EmptyDocumentError(name) from error
    if _depth(root) > _MOST_DEPTH:
        raise BrokenDocumentError(name, what="it is nested too deeply")
    return root


def _depth(root: etree._Element) -> int:
    steps = accumulate(1 if event == "start" else -1 for event, _ in etree.iterwalk(root, ("start", "end")))
    return max(steps, default=0)


def _lines(root: etree._Element) -> list[str]:
    raw = "".join(_pieces(root)).split("\n")
    return [line for each in raw if (line := _WHITE.sub(" ", each).strip())]


def _pieces(element: etree._Element) -> Iterator[str]:
    """Give text and line breaks; white space in the source is none of the page's."""
    if _is_passed_by(element):
        return
    if element.tag == "tr" and _is_of_data(element):
        yield "\n" + flat_row(["".join(_inside(cell)) for cell in element if cell.tag in _CELLS]) + "\n"
        return
    edge = "\n" if _BLOCKS.fullmatch(element.tag) or element.tag in _CELLS else ""
    yield edge
    yield from _inside(element)
    yield edge


def _inside(element: etree._Element) -> Iterator[str]:
    yield _flat(element.text)
    for child in element:
        yield from _pieces(child)
        yield _flat(child.tail)


def _is_passed_by(element: etree._Element) -> bool:
    return (
        not isinstance(element.tag, str)
        or _PASSED_BY.fullmatch(element.tag) is not None
        or "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or element.get("role", "") in _ROLES
        or _HIDDEN.search(element.get("style", "")) is not None
    )


def _is_of_data(row: etree._Element) -> bool:
    """Tell a row of a table from the scaffolding of an old page, which holds whole paragraphs or tables."""
    return next(row.iter("table", "p", "div", "h1", "h2", "ul"), None) is None or (
        next(row.iter("table"), None) is None and len("".join(row.itertext())) < 500
    )


def _flat(text: str | None) -> str:
    return _WHITE.sub(" ", text) if text else ""
