"""A reading written down: how it is stored, and what `zonecast read --json` shows."""

import json
from functools import lru_cache
from typing import Any

from audio.language import SpokenLanguage
from audio.reading.values import Doubt, Pause, Reading, Sentence, Stake, Why, Word
from audio.span import SourceSpan

_MOST_KEPT = 4
"""A page asks for the reading of a notice six times; the longest text's takes some 20 MB of memory."""


def to_json(reading: Reading) -> str:
    """Return the reading as a JSON object; `from_json` gives it back unchanged."""
    return json.dumps(as_object(reading), ensure_ascii=False)


def as_object(reading: Reading) -> dict[str, Any]:
    return {
        "language": reading.language,
        "sentences": [_sentence(sentence) for sentence in reading.sentences],
        "doubts": [_doubt(doubt) for doubt in reading.doubts],
    }


@lru_cache(maxsize=_MOST_KEPT)
def from_json(text: str) -> Reading:
    """Read what `to_json` wrote. What was read last is kept: nobody can change a reading."""
    written = json.loads(text)
    return Reading(
        sentences=tuple(
            Sentence(words=tuple(map(_word_in, sentence["words"])), pause=Pause(sentence["pause"]))
            for sentence in written["sentences"]
        ),
        doubts=tuple(map(_doubt_in, written.get("doubts", ()))),
        language=SpokenLanguage(written.get("language", SpokenLanguage.VIETNAMESE)),
    )


def _sentence(sentence: Sentence) -> dict[str, Any]:
    words = [
        {
            "text": word.text,
            "start": word.span.start,
            "end": word.span.end,
            "rule": word.rule,
            "pause": word.pause,
        }
        for word in sentence.words
    ]
    return {"spoken": sentence.spoken, "pause": sentence.pause, "words": words}


def _doubt(doubt: Doubt) -> dict[str, Any]:
    return {
        "start": doubt.span.start,
        "end": doubt.span.end,
        "said": doubt.said,
        "others": list(doubt.others),
        "stake": doubt.stake,
        "why": doubt.why,
    }


def _word_in(written: dict[str, Any]) -> Word:
    return Word(
        text=written["text"],
        span=_span_in(written),
        rule=written["rule"],
        pause=Pause(written["pause"]),
    )


def _doubt_in(written: dict[str, Any]) -> Doubt:
    return Doubt(
        span=_span_in(written),
        said=written["said"],
        others=tuple(written["others"]),
        stake=Stake(written["stake"]),
        why=Why(written["why"]),
    )


def _span_in(written: dict[str, Any]) -> SourceSpan:
    return SourceSpan(start=written["start"], end=written["end"])
