"""Tells of what family the model in a folder is, by what lies there and what its files say."""

import json
import re
import struct
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from audio.language import SpokenLanguage
from audio.models.errors import BrokenModelError, UnknownModelError
from audio.models.languages import languages_named
from audio.models.model import Family, Model
from audio.models.onnx_facts import onnx_facts

_STAGES = ("duration_predictor", "text_encoder", "vector_estimator", "vocoder")
_STYLE_HEAD = struct.Struct("<6q")
"""Twice the dimensions of a block of float32, speakers first."""
_VOCODER = re.compile(r"vocos|hifigan", re.IGNORECASE)
_PHONEMES = "espeak-ng-data"
"""Where this lies in a folder, the model was trained on phonemes. Ours is used instead."""
_ESPEAK = {SpokenLanguage.CHINESE: "cmn", SpokenLanguage.ENGLISH: "en-us"}
_NO_LANGUAGE = "it does not say in which of our languages it speaks; say it with --language"


def recognise(folder: Path, *, called: str = "", languages: Collection[SpokenLanguage] = ()) -> Model:
    """Return the model that lies in `folder`; `languages` where someone knows them better than its files.

    `called` is what its makers called it, which is asked where the files say nothing.

    Raises:
        UnknownModelError: there is none of a known family, or something of it is missing.
        BrokenModelError: a file of it is damaged.
    """
    if (folder / "tts.json").exists():
        return _supertonic(folder, languages or _supertonic_languages(folder, called))
    models = [file for file in sorted(folder.glob("*.onnx")) if not _VOCODER.search(file.name)]
    if not models:
        raise UnknownModelError(folder, "no model is in it")
    file = min(models, key=lambda model: "int8" in model.name)
    facts = onnx_facts(file)
    said = tuple(languages) or languages_named((facts.get("language", ""), facts.get("voice", "")))
    return _by_facts(folder, file, facts, said or languages_named((file.stem, called)))


def _by_facts(
    folder: Path, file: Path, facts: Mapping[str, str], languages: Sequence[SpokenLanguage]
) -> Model:
    kind = facts.get("model_type", "").casefold()
    family = next((family for family in (Family.MATCHA, Family.KOKORO, Family.VITS) if family in kind), None)
    if family is None:
        raise UnknownModelError(folder, f"its kind is not known: {kind or 'it does not say'}")
    if not languages:
        raise UnknownModelError(folder, _NO_LANGUAGE)
    is_by_letters = facts.get("frontend") == "characters"
    is_by_phonemes = (folder / _PHONEMES).is_dir() or "piper" in facts.get("comment", "")
    files = _files(folder, file, family, with_lexicon=not is_by_phonemes)
    takes_words = is_by_letters or bool(files.get("lexicon"))
    if not (takes_words or is_by_phonemes):
        raise UnknownModelError(folder, f"neither {_PHONEMES} nor lexicon.txt is in it")
    return Model(
        family=family,
        files=files,
        languages=tuple(languages),
        speakers=max(1, _number(file, facts, "n_speakers", default="1")),
        sample_rate=_number(file, facts, "sample_rate"),
        phonemes="" if takes_words else facts.get("voice") or _ESPEAK.get(languages[0], languages[0]),
        is_by_letters=is_by_letters,
    )


def _files(folder: Path, file: Path, family: Family, *, with_lexicon: bool) -> dict[str, tuple[str, ...]]:
    found = {"tokens": _needed(folder, "tokens.txt"), "rule_fsts": _names(folder.glob("*.fst"))}
    found["acoustic_model" if family is Family.MATCHA else "model"] = (file.name,)
    if family is Family.MATCHA:
        found["vocoder"] = _names(each for each in folder.glob("*.onnx") if _VOCODER.search(each.name))[:1]
        if not found["vocoder"]:
            raise UnknownModelError(folder, "its vocoder is missing, a second .onnx file from the same place")
    if family is Family.KOKORO:
        found["voices"] = _needed(folder, "voices.bin")
    if family is Family.KOKORO or with_lexicon:
        found["lexicon"] = _lexicons(folder)
    return found


def _lexicons(folder: Path) -> tuple[str, ...]:
    """Return one lexicon a language; where English has several, the American one."""
    names = _names(folder.glob("lexicon*.txt"))
    return tuple(name for name in names if not name.endswith("-en.txt") or "us" in name) or names


def _supertonic(folder: Path, languages: Collection[SpokenLanguage]) -> Model:
    files = {stage: _names(folder.glob(f"{stage}*.onnx"))[:1] for stage in _STAGES}
    for stage, found in files.items():
        if not found:
            raise UnknownModelError(folder, f"{stage}.onnx is missing")
        onnx_facts(folder / found[0])
    own = {
        "tts_json": _needed(folder, "tts.json"),
        "unicode_indexer": _needed(folder, "unicode_indexer.bin"),
        "voice_style": _needed(folder, "voice.bin"),
    }
    return Model(
        family=Family.SUPERTONIC,
        files=files | own,
        languages=tuple(languages),
        speakers=_styles(folder / "voice.bin"),
        sample_rate=_supertonic_rate(folder / "tts.json"),
    )


def _supertonic_languages(folder: Path, called: str) -> tuple[SpokenLanguage, ...]:
    """Tell by its name, since nothing in it says which release it is; the first ones knew no Vietnamese."""
    if re.search(r"supertonic-?3", called):
        return tuple(language for language in SpokenLanguage if language is not SpokenLanguage.CHINESE)
    raise UnknownModelError(folder, _NO_LANGUAGE)


def _supertonic_rate(file: Path) -> int:
    try:
        rate: int | str = json.loads(file.read_bytes())["ae"]["sample_rate"]
        return int(rate)
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenModelError(file.name, "it does not say its sample rate") from error


def _styles(file: Path) -> int:
    """Return how many speakers a file of styles holds."""
    with file.open("rb") as stream:
        head = stream.read(_STYLE_HEAD.size)
    if len(head) < _STYLE_HEAD.size:
        raise BrokenModelError(file.name, "its end is missing")
    first, *dimensions = _STYLE_HEAD.unpack(head)
    numbers = first * dimensions[0] * dimensions[1] + dimensions[2] * dimensions[3] * dimensions[4]
    if first < 1 or file.stat().st_size != _STYLE_HEAD.size + 4 * numbers:
        raise BrokenModelError(file.name, "its size is not what it says")
    return int(first)


def _number(file: Path, facts: Mapping[str, str], key: str, *, default: str = "") -> int:
    try:
        return int(facts.get(key, default))
    except ValueError as error:
        raise BrokenModelError(file.name, f"it does not say its {key}") from error


def _needed(folder: Path, name: str) -> tuple[str, ...]:
    if not (folder / name).is_file():
        raise UnknownModelError(folder, f"{name} is missing")
    return (name,)


def _names(files: Iterable[Path]) -> tuple[str, ...]:
    return tuple(sorted(file.name for file in files))
