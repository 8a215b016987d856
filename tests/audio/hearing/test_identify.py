from pathlib import Path

import pytest

from audio.hearing.errors import UnknownRecogniserError
from audio.hearing.identify import identify
from audio.hearing.model import Family
from audio.language import SpokenLanguage
from tests.parts.models import mms_model
from tests.parts.recognisers import single, transducer, zipformer_ctc

VIETNAMESE, ENGLISH = SpokenLanguage.VIETNAMESE, SpokenLanguage.ENGLISH
WHISPER = {"model_type": "whisper-small", "is_multilingual": "1", "all_language_codes": "en,zh,de,ko,ja,vi"}


def whisper(folder: Path, facts: dict[str, str]) -> Path:
    """Make a folder with the names and facts of Whisper's files."""
    transducer(folder, facts)
    (folder / "joiner.onnx").unlink()
    for name in ("encoder.onnx", "decoder.onnx", "tokens.txt"):
        (folder / name).rename(folder / f"small-{name}")
    return folder


@pytest.mark.parametrize(
    ("kind", "family"),
    [
        ("zipformer2_ctc", Family.ZIPFORMER_CTC),
        ("EncDecCTCModelBPE", Family.NEMO_CTC),
        ("EncDecHybridRNNTCTCBPEModel", Family.NEMO_CTC),
        ("wenet_ctc", Family.WENET_CTC),
    ],
)
def test_a_single_model_is_known_by_what_it_says(tmp_path: Path, kind: str, family: Family) -> None:
    model = identify(single(tmp_path / "some-vi", {"model_type": kind}))

    assert model.family is family
    assert model.files == {"model": "model.onnx", "tokens": "tokens.txt"}
    assert model.languages == (VIETNAMESE,)


@pytest.mark.parametrize(
    ("kind", "family"),
    [("zipformer2", Family.TRANSDUCER), ("EncDecRNNTBPEModel", Family.NEMO_TRANSDUCER)],
)
def test_three_models_are_a_transducer(tmp_path: Path, kind: str, family: Family) -> None:
    model = identify(transducer(tmp_path / "zipformer-vi-2025", {"model_type": kind}))

    assert (model.family, set(model.files)) == (family, {"encoder", "decoder", "joiner", "tokens"})


def test_the_smaller_of_two_files_of_a_role_is_taken(tmp_path: Path) -> None:
    folder = transducer(tmp_path / "zipformer-vi")
    (folder / "encoder.int8.onnx").write_bytes((folder / "encoder.onnx").read_bytes())

    assert identify(folder).files["encoder"] == "encoder.int8.onnx"
    assert identify(folder).files["decoder"] == "decoder.onnx"


def test_whisper_says_its_languages(tmp_path: Path) -> None:
    several = identify(whisper(tmp_path / "whisper-small", WHISPER))
    english = identify(whisper(tmp_path / "whisper-small.en", WHISPER | {"is_multilingual": "0"}))

    assert several.family is Family.WHISPER
    assert set(several.languages) == set(SpokenLanguage)
    assert english.languages == (ENGLISH,)
    assert several.files["tokens"] == "small-tokens.txt"


def test_sense_voice_says_its_languages_and_vietnamese_is_not_among_them(tmp_path: Path) -> None:
    facts = {
        "model_type": "sense_voice_ctc",
        "lang_auto": "0",
        "lang_zh": "3",
        "lang_en": "4",
        "lang_ko": "12",
    }

    model = identify(single(tmp_path / "sense-voice", facts))

    assert (model.family, set(model.languages)) == (
        Family.SENSE_VOICE,
        {ENGLISH, SpokenLanguage.CHINESE, SpokenLanguage.KOREAN},
    )


def test_what_its_files_say_goes_before_the_name_of_the_folder(tmp_path: Path) -> None:
    facts = {"model_type": "EncDecCTCModel", "language": "English"}

    assert identify(single(tmp_path / "from-vi", facts)).languages == (ENGLISH,)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"model_type": "zipformer2", "comment": "streaming zipformer2"}, "hears live"),
        ({"model_type": "zipformer", "decode_chunk_len": "32"}, "hears live"),
        ({"model_type": "zipformer2_ctc"}, "its kind is not known: zipformer2_ctc; expected are"),
        ({"author": "somebody"}, "it does not say; expected are encoder, decoder and joiner"),
    ],
)
def test_three_models_of_another_kind_are_refused_and_it_says_what_is_expected(
    tmp_path: Path, facts: dict[str, str], why: str
) -> None:
    folder = transducer(tmp_path / "some-vi", {"model_type": ""} | facts)

    with pytest.raises(UnknownRecogniserError, match=why):
        identify(folder)


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    two = zipformer_ctc(tmp_path / "two-vi")
    (two / "other.onnx").write_bytes((two / "model.onnx").read_bytes())
    wordless = zipformer_ctc(tmp_path / "wordless-vi")
    (wordless / "tokens.txt").unlink()
    cut = zipformer_ctc(tmp_path / "cut-vi")
    (cut / "model.onnx").write_bytes((cut / "model.onnx").read_bytes()[:-5])

    for folder, why in (
        (tmp_path / "nowhere", "nowhere: no model is in it; expected are"),
        (tmp_path / "empty", "no model is in it; expected are"),
        (mms_model(tmp_path / "mms-vi"), "its kind is not known: vits"),
        (two, "several models are in it"),
        (wordless, "one tokens.txt is expected, and 0 are in it"),
        (cut, "model.onnx is damaged"),
        (zipformer_ctc(tmp_path / "nameless"), "which language it hears; end the folder's name with it"),
    ):
        with pytest.raises(UnknownRecogniserError, match=why):
            identify(folder)
