"""What atheris runs: each property that holds for any text, in either language."""

import sys

import atheris

with atheris.instrument_imports(include=["audio.reading", "audio.documents"]):
    from audio.documents.days_named import deadlines, from_today
    from audio.documents.outline import outline
    from audio.documents.spoken import spoken_places
    from audio.documents.suggestions import suggestions
    from audio.language import SpokenLanguage
    from audio.reading.guard import refuse_unspeakable
    from audio.reading.lexicon import official_lexicon
    from audio.reading.read import read
    from audio.reading.written import from_json, to_json

from datetime import date

LEXICONS = [official_lexicon(language) for language in (SpokenLanguage.VIETNAMESE, SpokenLanguage.ENGLISH)]
TODAY = date(2026, 11, 22)


def one_input(content: bytes) -> None:
    text = content.decode("utf-8", "replace")
    for lexicon in LEXICONS:
        reading = read(text, lexicon=lexicon)
        spans = [word.span for sentence in reading.sentences for word in sentence.words]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert spans == sorted(spans)
        assert all(0 <= doubt.span.start < doubt.span.end <= len(text) for doubt in reading.doubts)
        assert from_json(to_json(reading)) == reading
        for sentence in reading.sentences:
            refuse_unspeakable(sentence.spoken)
    places = spoken_places(text)
    read(text, lexicon=LEXICONS[0], kept=places.kept)
    outline(text)
    suggestions(text)
    list(from_today(text))
    list(deadlines(text, written_on=TODAY))


atheris.Setup(sys.argv, one_input)
atheris.Fuzz()
