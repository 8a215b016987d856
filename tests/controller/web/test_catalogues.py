"""Every word of the pages stands in the catalogue of each language, translated, and none too many."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from controller.entries import Language
from controller.web.words import CATALOGUES

_KEYWORDS = {**DEFAULT_KEYWORDS, "say": None, "counted": (1, 2)}
"""As `scripts/catalogues` has them."""
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


@cache
def in_pages() -> frozenset[str | tuple[str, ...]]:
    """Return every message of code and templates; those that are counted as a pair."""
    with (CATALOGUES / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(CATALOGUES.parent, methods, options, keywords=_KEYWORDS)
    return frozenset(_as_key(message) for _, _, message, _, _ in found)


@cache
def in_catalogue(language: Language) -> Catalog:
    path: Path = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language.value)


def entries(language: Language) -> Iterator[Message]:
    return (message for message in in_catalogue(language) if message.id)


def strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def sources(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def _as_key(message: object) -> str | tuple[str, ...]:
    return tuple(message) if isinstance(message, tuple | list) else str(message)


def placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text))


@pytest.mark.parametrize("language", Language)
def test_the_catalogue_holds_every_word_of_the_pages_and_no_other(language: Language) -> None:
    held = {_as_key(message.id) for message in entries(language)}

    assert sorted(map(str, in_pages() - held)) == []
    assert sorted(map(str, held - in_pages())) == []
    assert not in_catalogue(language).obsolete


def test_every_word_is_translated_into_vietnamese() -> None:
    bare = [message.id for message in entries(Language.VIETNAMESE) if not all(strings(message))]
    unsure = [message.id for message in entries(Language.VIETNAMESE) if message.fuzzy]

    assert bare == []
    assert unsure == []


@pytest.mark.parametrize("language", Language)
def test_translations_have_the_places_of_their_source(language: Language) -> None:
    wrong = [
        (message.id, told)
        for message in entries(language)
        for told in filter(None, strings(message))
        if placeholders(told) != set().union(*map(placeholders, sources(message)))
    ]

    assert wrong == []
