"""Templates become pages: one environment a language, with the words and times of that language."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from controller.entries import Language

from .words import Words, catalogue

STATIC = Path(__file__).with_name("static")
LANGUAGES = ((Language.VIETNAMESE, "Tiếng Việt"), (Language.ENGLISH, "English"))


class Templates:
    """The templates in every language."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._words = {language: Words(language, zone) for language in Language}
        self._environments = {words.language: _environment(words) for words in self._words.values()}

    def words(self, language: Language) -> Words:
        return self._words[language]

    def html(self, language: Language, template: str, values: Mapping[str, object]) -> str:
        return self._environments[language].get_template(template).render(values)


def _environment(words: Words) -> Environment:
    environment = Environment(
        loader=PackageLoader("controller.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # looking at the disk for each part of each page costs more than the page
        extensions=["jinja2.ext.i18n"],
    )
    translations = catalogue(words.language)
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined] # of the extension
    environment.globals.update(
        language=words.language.value,
        languages=LANGUAGES,
        words=words,
        static=_static,
        version=version("zonecast"),
    )
    return environment


def _static(name: str) -> str:
    """Return the address of a file of ours; it changes with its content, so it may be kept for ever."""
    return f"/static/{name}?v={_digest(name)}"


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
