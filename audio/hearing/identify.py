"""Tells of what family the recogniser in a folder is, by what lies there and what its files say.

What makers wrote into their files was read in sherpa-onnx's own scripts that export models; what cannot be
told for certain is refused, since the engine ends its process on a model of another kind.
"""

from collections.abc import Mapping
from pathlib import Path

from audio.hearing.errors import UnknownRecogniserError
from audio.hearing.model import Family, HearingModel
from audio.language import SpokenLanguage
from audio.models.errors import BrokenModelError
from audio.models.languages import languages_named
from audio.models.onnx_facts import onnx_facts

_TRANSDUCERS = {
    "conformer": Family.TRANSDUCER,
    "zipformer": Family.TRANSDUCER,
    "zipformer2": Family.TRANSDUCER,
    "EncDecRNNTBPEModel": Family.NEMO_TRANSDUCER,
    "EncDecHybridRNNTCTCBPEModel": Family.NEMO_TRANSDUCER,
}
_SINGLE = {
    "zipformer2_ctc": Family.ZIPFORMER_CTC,
    "EncDecCTCModel": Family.NEMO_CTC,
    "EncDecCTCModelBPE": Family.NEMO_CTC,
    "EncDecHybridRNNTCTCBPEModel": Family.NEMO_CTC,
    "wenet_ctc": Family.WENET_CTC,
    "sense_voice_ctc": Family.SENSE_VOICE,
}
_LIVE = ("decode_chunk_len", "T", "window_size")
"""Only models that hear while somebody speaks have these."""
_EXPECTED = (
    "expected are encoder, decoder and joiner (Zipformer, NeMo), encoder and decoder (Whisper), or one model"
    " of Zipformer CTC, NeMo CTC, WeNet CTC or SenseVoice, as .onnx files with tokens.txt"
)


def identify(folder: Path) -> HearingModel:
    """Return the recogniser that lies in `folder`.

    Raises:
        UnknownRecogniserError: there is none of a known family, something of it is missing or damaged, or
            nothing tells which language it hears.
    """
    models = sorted(file for file in folder.glob("*.onnx") if file.is_file())
    if not models:
        raise UnknownRecogniserError(folder.name, f"no model is in it; {_EXPECTED}")
    roles = {role: _best(models, role) for role in ("encoder", "decoder", "joiner")}
    files = {role: file for role, file in roles.items() if file} or {"model": _only(folder, models)}
    facts = _facts(folder, next(iter(files.values())))
    family = _family(folder, frozenset(files), facts)
    return HearingModel(
        family=family,
        files={role: file.name for role, file in files.items()} | {"tokens": _tokens(folder)},
        languages=_languages(folder, family, facts),
    )


def _best(models: list[Path], role: str) -> Path | None:
    """Return the file of a role; the smaller one where there are two, since the processor is shared."""
    own = [file for file in models if role in file.name]
    return next((file for file in own if "int8" in file.name), own[0] if own else None)


def _only(folder: Path, models: list[Path]) -> Path:
    whole = [file for file in models if "int8" not in file.name]
    small = [file for file in models if "int8" in file.name]
    if len(whole) > 1 or len(small) > 1:
        raise UnknownRecogniserError(folder.name, f"several models are in it; {_EXPECTED}")
    return (small or whole)[0]


def _facts(folder: Path, file: Path) -> dict[str, str]:
    try:
        return onnx_facts(file)
    except BrokenModelError as error:
        raise UnknownRecogniserError(folder.name, str(error)) from error


def _family(folder: Path, roles: frozenset[str], facts: Mapping[str, str]) -> Family:
    kind = facts.get("model_type", "")
    if facts.get("comment", "").startswith("streaming") or any(fact in facts for fact in _LIVE):
        raise UnknownRecogniserError(folder.name, "it hears live; one for whole recordings is expected")
    family: Family | None = None
    if roles == {"encoder", "decoder", "joiner"}:
        family = _TRANSDUCERS.get(kind)
    elif roles == {"encoder", "decoder"} and kind.startswith("whisper"):
        family = Family.WHISPER
    elif roles == {"model"}:
        family = _SINGLE.get(kind)
    if family is None:
        raise UnknownRecogniserError(
            folder.name, f"its kind is not known: {kind or 'it does not say'}; {_EXPECTED}"
        )
    return family


def _tokens(folder: Path) -> str:
    found = sorted(file.name for file in folder.glob("*tokens.txt"))
    if len(found) != 1:
        raise UnknownRecogniserError(folder.name, f"one tokens.txt is expected, and {len(found)} are in it")
    return found[0]


def _languages(folder: Path, family: Family, facts: Mapping[str, str]) -> tuple[SpokenLanguage, ...]:
    match family:
        case Family.WHISPER if facts.get("is_multilingual") != "1":
            return (SpokenLanguage.ENGLISH,)
        case Family.WHISPER:
            told = languages_named([facts.get("all_language_codes", "")])
        case Family.SENSE_VOICE:
            told = languages_named(fact.removeprefix("lang_") for fact in facts if fact.startswith("lang_"))
        case _:
            told = languages_named([facts.get("language", "")]) or languages_named([folder.name])
    if not told:
        raise UnknownRecogniserError(
            folder.name,
            "it does not say which language it hears; end the folder's name with it, like -vi",
        )
    return told
