import importlib.util
import json
from pathlib import Path

from audio.reading.lexicon import Lexicon
from audio.reading.read import read

AT_LEAST = 157


def test_the_public_cases_are_read_right(gold: Path, lexicon: Lexicon) -> None:
    spec = importlib.util.spec_from_file_location("score_reading", gold / "score_reading.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    cases = [
        json.loads(line) for line in (gold / "reading_public.jsonl").read_text(encoding="utf-8").splitlines()
    ]

    wrong = [
        case["input"]
        for case in cases
        if scorer.canon(read(case["input"], lexicon=lexicon).spoken)
        not in {scorer.canon(good) for good in case["accepted"]}
    ]

    assert len(cases) - len(wrong) >= AT_LEAST, wrong
