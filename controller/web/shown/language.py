"""The languages that notices are spoken in, in the language of the page."""

from collections.abc import Container
from typing import assert_never

from audio.language import SpokenLanguage
from controller.web.words import Words


def language_words(language: SpokenLanguage, words: Words) -> str:
    match language:
        case SpokenLanguage.VIETNAMESE:
            return words.say("Vietnamese")
        case SpokenLanguage.ENGLISH:
            return words.say("English")
        case SpokenLanguage.KOREAN:
            return words.say("Korean")
        case SpokenLanguage.CHINESE:
            return words.say("Chinese")
        case SpokenLanguage.JAPANESE:
            return words.say("Japanese")
        case _:
            assert_never(language)


def choices(words: Words, *, but: Container[SpokenLanguage] = ()) -> list[tuple[str, str]]:
    """Return every language as a choice of a form, `but` some."""
    return [(one.value, language_words(one, words)) for one in SpokenLanguage if one not in but]
