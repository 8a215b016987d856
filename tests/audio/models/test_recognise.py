from pathlib import Path

import pytest

from audio.language import SpokenLanguage
from audio.models.errors import BrokenModelError, UnknownModelError
from audio.models.model import Family
from audio.models.recognise import recognise
from tests.parts.models import humming_model, mms_model, supertonic_model

PIPER = {"model_type": "vits", "comment": "piper", "language": "Vietnamese", "voice": "vi", "n_speakers": "1"}


def folder_of(folder: Path, facts: dict[str, str], *files: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(humming_model({"sample_rate": "22050"} | facts))
    for name in ("tokens.txt", *files):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"x")
    return folder


def test_piper_is_known_by_its_phonemes(tmp_path: Path) -> None:
    model = recognise(folder_of(tmp_path / "piper", PIPER, "espeak-ng-data/phontab"))

    assert model.family is Family.VITS
    assert model.phonemes == "vi"
    assert model.files["model"] == ("model.onnx",)
    assert (model.languages, model.speakers, model.sample_rate) == ((SpokenLanguage.VIETNAMESE,), 1, 22_050)
    assert not model.is_by_letters


def test_mms_needs_no_phonemes_and_knows_small_letters_alone(tmp_path: Path) -> None:
    model = recognise(mms_model(tmp_path / "mms", speakers=3))

    assert (model.family, model.speakers, model.is_by_letters) == (Family.VITS, 3, True)
    assert model.languages == (SpokenLanguage.VIETNAMESE,)


def test_supertonic_is_known_by_its_stages_and_its_release_by_its_name(tmp_path: Path) -> None:
    folder = supertonic_model(tmp_path / "any")

    model = recognise(folder, called="sherpa-onnx-supertonic-3-tts-int8-2026-05-11")

    assert (model.family, model.speakers, model.sample_rate) == (Family.SUPERTONIC, 10, 24_000)
    assert set(model.languages) == set(SpokenLanguage) - {SpokenLanguage.CHINESE}
    assert model.files["vocoder"] == ("vocoder.int8.onnx",)
    with pytest.raises(UnknownModelError, match="--language"):
        recognise(folder, called="sherpa-onnx-supertonic-tts-int8-2026-03-06")


def test_kokoro_takes_one_lexicon_a_language(tmp_path: Path) -> None:
    lexicons = ("lexicon-gb-en.txt", "lexicon-us-en.txt", "lexicon-zh.txt")
    facts = {"model_type": "kokoro", "language": "multi-lang, e.g., English, Chinese", "n_speakers": "103"}

    model = recognise(
        folder_of(tmp_path / "k", facts, "voices.bin", "date-zh.fst", "espeak-ng-data/phontab", *lexicons)
    )

    assert (model.family, model.speakers) == (Family.KOKORO, 103)
    assert set(model.languages) == {SpokenLanguage.ENGLISH, SpokenLanguage.CHINESE}
    assert model.files["lexicon"] == ("lexicon-us-en.txt", "lexicon-zh.txt")
    assert model.files["rule_fsts"] == ("date-zh.fst",)
    assert model.phonemes == ""


def test_matcha_needs_its_vocoder_beside_it(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "m", {"model_type": "matcha-tts", "language": "Chinese"}, "lexicon.txt")

    with pytest.raises(UnknownModelError, match="vocoder is missing"):
        recognise(folder)
    (folder / "vocos-22khz-univ.onnx").write_bytes(humming_model({}))

    model = recognise(folder)
    assert (model.family, model.files["vocoder"]) == (Family.MATCHA, ("vocos-22khz-univ.onnx",))
    assert model.files["acoustic_model"] == ("model.onnx",)


def test_a_language_that_someone_names_goes_before_what_the_files_say(tmp_path: Path) -> None:
    folder = mms_model(tmp_path / "mms", language="nan")

    with pytest.raises(UnknownModelError, match="--language"):
        recognise(folder)
    assert recognise(folder, languages=[SpokenLanguage.KOREAN]).languages == (SpokenLanguage.KOREAN,)
    assert recognise(folder, called="vits-mms-vie").languages == (SpokenLanguage.VIETNAMESE,)


@pytest.mark.parametrize(
    ("facts", "files", "why"),
    [
        ({"model_type": "zipformer2"}, (), "kind is not known: zipformer2"),
        ({}, (), "it does not say"),
        ({**PIPER, "comment": "melo"}, (), "neither espeak-ng-data nor lexicon.txt"),
        ({**PIPER, "model_type": "kokoro"}, (), "voices.bin is missing"),
    ],
)
def test_what_is_missing_is_said(
    tmp_path: Path, facts: dict[str, str], files: tuple[str, ...], why: str
) -> None:
    with pytest.raises(UnknownModelError, match=why):
        recognise(folder_of(tmp_path / "f", facts, *files))


def test_an_empty_folder_holds_no_model(tmp_path: Path) -> None:
    with pytest.raises(UnknownModelError, match="no model is in it"):
        recognise(tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"<html>404</html>", humming_model({})[:-40], humming_model({})[:60]]
)
def test_a_damaged_model_is_seen_before_it_is_loaded(tmp_path: Path, content: bytes) -> None:
    folder = mms_model(tmp_path / "mms")
    (folder / "model.onnx").write_bytes(content)

    with pytest.raises((BrokenModelError, UnknownModelError)):
        recognise(folder)


def test_styles_of_another_size_than_they_say_are_damage(tmp_path: Path) -> None:
    folder = supertonic_model(tmp_path / "supertonic-3")
    styles = folder / "voice.bin"
    styles.write_bytes(styles.read_bytes()[:-4])

    with pytest.raises(BrokenModelError, match="size"):
        recognise(folder, called="supertonic-3")
