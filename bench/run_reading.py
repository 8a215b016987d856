"""``scripts/bench reading``: how fast text becomes spoken words on one core, beside other normalisers."""

import importlib.util
import json
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from audio.language import SpokenLanguage
from audio.reading.lexicon import official_lexicon
from audio.reading.read import read
from bench.reading_peers import PEERS, seconds_of

_TURNS = 5
_LONG, _SHORT = 1_000_000, 100_000
_SAMPLES = {
    SpokenLanguage.VIETNAMESE: Path(__file__).with_name("reading_sample.txt"),
    SpokenLanguage.ENGLISH: Path(__file__).with_name("reading_sample_english.txt"),
}
_GOLD = Path(__file__).parents[2] / "shared" / "gold"


def run() -> Mapping[str, object]:
    """Read one string of 1 MB and its first tenth; let the peers do the same; score the public cases.

    English, of which the peers know nothing, is read beside it.
    """
    text = _text(_LONG)
    long, short = _seconds(text), _seconds(text[:_SHORT])
    _tell("zonecast", _LONG / long)
    english = _seconds(_text(_LONG, SpokenLanguage.ENGLISH), SpokenLanguage.ENGLISH)
    _tell("zonecast English", _LONG / english)
    return {
        "chars_per_s": round(_LONG / long),
        "growth": round(long / short, 2),
        "english_chars_per_s": round(_LONG / english),
        "peers": _peers(text),
        **_public(),
    }


def _text(length: int, language: SpokenLanguage = SpokenLanguage.VIETNAMESE) -> str:
    sample = _SAMPLES[language].read_text(encoding="utf-8")
    return (sample * (length // len(sample) + 1))[:length]


def _seconds(text: str, language: SpokenLanguage = SpokenLanguage.VIETNAMESE) -> float:
    lexicon = official_lexicon(language)
    took = []
    for _ in range(_TURNS):
        begun = time.perf_counter()
        read(text, lexicon=lexicon)
        took.append(time.perf_counter() - begun)
    return min(took)


def _peers(text: str) -> dict[str, int | str]:
    figures: dict[str, int | str] = {}
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "text.txt"
        page.write_text(text, encoding="utf-8")
        for name in PEERS:
            told = seconds_of(name, page, turns=_TURNS, folder=Path(folder))
            figures[name] = told if isinstance(told, str) else round(len(text) / told[0])
            _tell(name, figures[name], pieces=1 if isinstance(told, str) else told[1])
    return figures


def _public() -> dict[str, int]:
    """Score the public cases where they lie beside the project."""
    if not _GOLD.is_dir():
        return {}
    spec = importlib.util.spec_from_file_location("score_reading", _GOLD / "score_reading.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    lines = (_GOLD / "reading_public.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    lexicon = official_lexicon()
    right = [
        scorer.canon(read(case["input"], lexicon=lexicon).spoken) in map(scorer.canon, case["accepted"])
        for case in cases
    ]
    return {"public_correct": sum(right), "public_total": len(cases)}


def _tell(name: str, figure: float | str, *, pieces: int = 1) -> None:
    words = figure if isinstance(figure, str) else f"{figure:,.0f} characters a second"
    words += f", in {pieces} pieces; it breaks down over one" if pieces > 1 else ""
    print(f"{name:<16}{words}", file=sys.stderr)
