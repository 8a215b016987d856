"""A reading written down: how it is stored, and what `zonecast read --json` shows."""

import json
from typing import Any

from audio.reading.values import Pause, Reading, Sentence, Word
from audio.span import SourceSpan


def to_json(reading: Reading) -> str:
    """Return the reading as a JSON object with `sentences`; `from_json` gives it back unchanged."""
    return json.dumps(as_object(reading), ensure_ascii=False)


def as_object(reading: Reading) -> dict[str, Any]:
    return {"sentences": [_sentence(sentence) for sentence in reading.sentences]}


def from_json(text: str) -> Reading:
    """Read what `to_json` wrote."""
    sentences = json.loads(text)["sentences"]
    return Reading(
        sentences=tuple(
            Sentence(words=tuple(_word(word) for word in sentence["words"]), pause=Pause(sentence["pause"]))
            for sentence in sentences
        )
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


def _word(word: dict[str, Any]) -> Word:
    return Word(
        text=word["text"],
        span=SourceSpan(start=word["start"], end=word["end"]),
        rule=word["rule"],
        pause=Pause(word["pause"]),
    )
