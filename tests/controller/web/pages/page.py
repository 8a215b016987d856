"""A page as a browser reads it: its forms with all they hold, its ids, links, faults and words."""

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from urllib.parse import urlencode

_BOUNDARY = "zonecast-boundary"
_SKIPPED = {"script", "style", "title"}


@dataclass(frozen=True)
class Form:
    """A form with what stands in it. Fields are sent in their order; `offered` is what may be chosen."""

    action: str
    method: str = "get"
    is_multipart: bool = False
    fields: tuple[tuple[str, str], ...] = ()
    offered: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, str, bytes], ...] = ()
    buttons: tuple[tuple[str, str], ...] = ()

    def value(self, name: str) -> str:
        return next((value for known, value in self.fields if known == name), "")

    def values(self, name: str) -> list[str]:
        return [value for known, value in self.fields if known == name]

    def names(self) -> set[str]:
        return {name for name, _ in (*self.fields, *self.offered)}

    def filled(self, **values: str | list[str]) -> "Form":
        """Fill in fields that the page has; several values are ticks or selects of one name."""
        missing = set(values) - self.names()
        assert not missing, f"the page has no field {missing}; it has {sorted(self.names())}"
        kept = [(name, value) for name, value in self.fields if name not in values]
        entered = [
            (name, one)
            for name, value in values.items()
            for one in (value if isinstance(value, list) else [value])
        ]
        return replace(self, fields=(*kept, *entered))

    def without(self, *names: str) -> "Form":
        return replace(self, fields=tuple((name, value) for name, value in self.fields if name not in names))

    def forged(self, **values: str) -> "Form":
        """Put in what no page holds, as attackers do."""
        return replace(self.without(*values), fields=(*self.without(*values).fields, *values.items()))

    def with_file(self, name: str, file_name: str, content: bytes) -> "Form":
        assert self.is_multipart
        assert name in self.names()
        return replace(self, files=(*self.files, (name, file_name, content)))

    def body(self, button: tuple[str, str] | None = None) -> tuple[str, bytes]:
        """Return content type and bytes as browsers send them."""
        sent = [*self.fields, *([button] if button else [])]
        sent = [(name, re.sub(r"\r\n|\r|\n", "\r\n", value)) for name, value in sent]
        if not self.is_multipart:
            return "application/x-www-form-urlencoded", urlencode(sent).encode()
        parts = [_part(f'name="{name}"', value.encode()) for name, value in sent]
        parts += [_part(f'name="{name}"; filename="{file}"', content) for name, file, content in self.files]
        return f"multipart/form-data; boundary={_BOUNDARY}", b"".join(parts) + f"--{_BOUNDARY}--\r\n".encode()


def _part(disposition: str, content: bytes) -> bytes:
    head = f"--{_BOUNDARY}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n"
    return head.encode() + content + b"\r\n"


@dataclass
class Page:
    """What came back. `faults` are the entries of the error summary: (id that it leads to, words)."""

    code: int
    html: str
    headers: dict[str, str]
    set_cookies: list[str]
    forms: list[Form] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    words: str = ""

    def form(self, action: str) -> Form:
        """Return the form that is sent to an address ending so."""
        found = [form for form in self.forms if form.action.endswith(action)]
        assert found, f"no form to {action}; there are {[form.action for form in self.forms]}"
        return found[0]

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self._form: Form | None = None
        self._select: str | None = None
        self._selected: list[str] = []
        self._options: list[str] = []
        self._textarea: str | None = None
        self._text: list[str] = []
        self._words: list[str] = []
        self._skipping = 0
        self._fault: str | None = None
        self._is_in_summary = False

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.page.tags.append(tag)
        self.page.ids += [found["id"]] if "id" in found else []
        self._skipping += tag in _SKIPPED
        self._is_in_summary |= "govuk-error-summary__list" in found.get("class", "")
        match tag:
            case "form":
                is_multipart = found.get("enctype") == "multipart/form-data"
                method = found.get("method", "get")
                self._form = Form(found.get("action", ""), method, is_multipart)
            case "input" if self._form is not None:
                self._take_input(found)
            case "select":
                self._select, self._selected, self._options = found["name"], [], []
            case "option" if self._select:
                self._options.append(found.get("value", ""))
                self._selected += [found.get("value", "")] if "selected" in found else []
            case "textarea":
                self._textarea, self._text = found["name"], []
            case "button" if self._form is not None and "name" in found:
                button = (found["name"], found.get("value", ""))
                self._form = replace(self._form, buttons=(*self._form.buttons, button))
            case "a":
                self.page.links.append(found.get("href", ""))
                if self._is_in_summary:
                    self._fault, self._text = found["href"].removeprefix("#"), []

    def handle_endtag(self, tag: str) -> None:
        self._skipping -= tag in _SKIPPED
        match tag:
            case "form" if self._form is not None:
                self.page.forms.append(self._form)
                self._form = None
            case "select" if self._select:
                chosen = self._selected or self._options[:1]
                self._add([(self._select, value) for value in chosen[:1]])
                self._offer([(self._select, value) for value in self._options])
                self._select = None
            case "textarea" if self._textarea:
                self._add([(self._textarea, "".join(self._text).removeprefix("\n"))])
                self._textarea = None
            case "a" if self._fault is not None:
                self.page.faults.append((self._fault, "".join(self._text)))
                self._fault = None
            case "ul":
                self._is_in_summary = False

    def handle_data(self, data: str) -> None:
        self._text.append(data)
        if not self._skipping:
            self._words.append(data)
            self.page.words = " ".join(" ".join(self._words).split())

    def _take_input(self, found: dict[str, str]) -> None:
        pair = (found.get("name", ""), found.get("value", ""))
        match found.get("type", "text"):
            case "radio" | "checkbox":
                self._offer([pair])
                self._add([pair] if "checked" in found else [])
            case "file":
                self._offer([pair])
            case _:
                self._add([pair])

    def _add(self, pairs: list[tuple[str, str]]) -> None:
        if self._form is not None:
            self._form = replace(self._form, fields=(*self._form.fields, *pairs))

    def _offer(self, pairs: list[tuple[str, str]]) -> None:
        if self._form is not None:
            self._form = replace(self._form, offered=(*self._form.offered, *pairs))


def read(code: int, html: str, headers: dict[str, str], set_cookies: list[str]) -> Page:
    page = Page(code, html, headers, set_cookies)
    reader = _Reader(page)
    if html and headers.get("content-type", "").startswith("text/html"):
        reader.feed(html)
        reader.close()
    return page
