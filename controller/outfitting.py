"""Voices by hand, for the command line: which there are, getting one, hearing one."""

from collections.abc import Callable, Collection, Iterator
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from audio.language import SpokenLanguage
from audio.models.catalogue import Offer, catalogue, offer
from audio.models.downloading import Progress
from audio.models.install import Brought, install_offer, install_path, pinned
from audio.models.installed import InstalledVoice, broken_voices, installed_voices
from audio.outlet import check_outlet, put_out
from audio.reading.lexicon import official_lexicon
from audio.reading.read import read
from controller.machines.voices import OFFLINE, ONLINE, Rack
from controller.settings import Settings

if TYPE_CHECKING:
    from audio.reading.values import Reading
    from audio.speech import Voice

SAMPLES = {
    SpokenLanguage.VIETNAMESE: "Kính mời bà con chú ý theo dõi thông báo.",
    SpokenLanguage.ENGLISH: "Attention please, this is a test announcement.",
    SpokenLanguage.KOREAN: "안내 말씀 드립니다.",
    SpokenLanguage.CHINESE: "请注意，这是测试广播。",
    SpokenLanguage.JAPANESE: "お知らせします。これは試験放送です。",
}
_FEW = 12


def listed(settings: Settings) -> Iterator[str]:
    """Say of each voice what it is and whether it speaks here; first those that do, best first."""
    rack = _rack(settings)
    used = {voice.card.name for voice in rack.chain}
    for voice in rack.chain:
        yield f"{voice.card.name}: in use, {_known(voice)}"
    for name in (OFFLINE, ONLINE):
        if name not in used:
            yield f"{name}: off"
    for name in rack.unknown:
        yield f"{name}: named in ZONECAST_VOICES, and not installed"
    installed = installed_voices(settings.installed_voices)
    for model in installed:
        yield f"{model.name}: installed, {_facts(model)}"
    for name in broken_voices(settings.installed_voices):
        yield f"{name}: broken; remove it and install it again"
    for known in catalogue(settings.voice_catalogue):
        if known.name not in {model.name for model in installed}:
            yield f"{known.name}: can be installed, {_offered(known, settings)}"


def install(
    settings: Settings,
    what: str,
    *,
    name: str = "",
    languages: Collection[SpokenLanguage] = (),
    progress: Progress,
    tell: Callable[[str], None],
) -> InstalledVoice:
    """Install a voice of the catalogue, or the archive or folder at a path.

    Raises:
        ModelError: as each kind of it says.
        VoiceError: it was made and cannot speak, so it was not put among the others.
    """
    known = catalogue(settings.voice_catalogue)
    path = Path(what)
    if any(each.name == what for each in known) or not path.exists():
        chosen = offer(what, known)
        tell(f"{chosen.title}: {chosen.address}")
        tell(f"licence: {chosen.licence} {chosen.licence_address}")
        return install_offer(chosen, settings.installed_voices, trial=_speaks, progress=progress)
    brought = _brought(path, known, name=name, languages=languages)
    return install_path(path, settings.installed_voices, brought=brought, trial=_speaks)


def try_out(settings: Settings, name: str, text: str, *, output: Path, language: SpokenLanguage) -> timedelta:
    """Have one voice say a text into a .wav, as it speaks, or into any other file as a finished clip.

    Raises:
        WrongOutputError: it cannot be written there.
        UnknownVoiceError, VoiceOffError: there is none of that name, or it may not speak here.
        VoiceError, AudioError: it did not speak.
    """
    check_outlet(output)
    reading = read(text or SAMPLES[language], lexicon=official_lexicon(language))
    rack = Rack(
        settings.installed_voices,
        named=(name,),
        offline_voice=True,
        online_voices=settings.online_voices,
    )
    try:
        rack.check(name)
        if output.suffix.lower() == ".wav":
            return _raw(rack.chain[0], reading, output)
        return _finished(settings, rack.chain[0], reading, output)
    finally:
        rack.close()


def _speaks(voice: InstalledVoice, folder: Path) -> None:
    """Have a new voice say a sentence in each of its languages."""
    from audio.checks import check_speech  # noqa: PLC0415
    from audio.voices.engine import NeuralEngine  # noqa: PLC0415
    from audio.voices.neural import NeuralVoice  # noqa: PLC0415

    speaker = NeuralVoice(NeuralEngine(voice, folder))
    try:
        for language in voice.model.languages:
            words = read(SAMPLES[language], lexicon=official_lexicon(language)).sentences[0].spoken
            speech = speaker.say(words, language=language, rate=1.0)
            check_speech(speech, words, language=language, rate=1.0)
    finally:
        speaker.close()


def _brought(
    path: Path, known: tuple[Offer, ...], *, name: str, languages: Collection[SpokenLanguage]
) -> Brought:
    """Tell by the name of an archive or folder whether it is one of the catalogue."""
    own = next((each for each in known if path.name in {_file(each), _stem(_file(each))}), None)
    if own and name in {"", own.name}:
        return Brought(name=own.name, called=_stem(path.name), languages=own.languages, offer=own)
    called = _stem(path.name)
    plain = "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in called.lower()).strip("-")
    return Brought(name=name or plain, called=called, languages=languages)


def _file(known: Offer) -> str:
    return PurePosixPath(urlsplit(known.address).path).name


def _stem(name: str) -> str:
    for ending in (".tar.bz2", ".tar.gz", ".tar.xz", ".tgz", ".tar", ".zip"):
        name = name.removesuffix(ending)
    return name


def _raw(voice: "Voice", reading: "Reading", output: Path) -> timedelta:
    import numpy as np  # noqa: PLC0415
    import soundfile  # noqa: PLC0415

    said = [voice.say(sentence.spoken, language=reading.language, rate=1.0) for sentence in reading.sentences]
    soundfile.write(output, np.concatenate([speech.samples for speech in said]), said[0].sample_rate)
    return sum((speech.length for speech in said), timedelta())


def _finished(settings: Settings, voice: "Voice", reading: "Reading", output: Path) -> timedelta:
    from audio.sentences import SentenceFolder  # noqa: PLC0415
    from audio.shelf import Shelf  # noqa: PLC0415
    from audio.studio import Manner, Script, Studio  # noqa: PLC0415

    shelf = Shelf(settings.shelf)
    studio = Studio(
        shelf=shelf,
        sentences=SentenceFolder(settings.sentences),
        loudspeaker=settings.loudspeaker,
    )
    clip = studio.voice([Script(reading=reading, voices=(voice,))], manner=Manner()).result.clip
    put_out(clip.digest, output, shelf)
    return clip.length


def _rack(settings: Settings) -> Rack:
    return Rack(
        settings.installed_voices,
        named=settings.voices,
        offline_voice=settings.offline_voice,
        online_voices=settings.online_voices,
    )


def _known(voice: "Voice") -> str:
    card = voice.card
    network = "sends the text abroad" if card.needs_network else "offline"
    return f"grade {card.grade}, {_spelled(card.languages)}, {network}, version {card.version}"


def _facts(voice: InstalledVoice) -> str:
    few = len(voice.speakers) <= _FEW
    speakers = " ".join(voice.speakers) if few else f"{voice.speakers[0]} to {voice.speakers[-1]}"
    size = f"{voice.bytes / 1e6:.0f} MB"
    licence = voice.licence or "not known"
    return f"{_spelled(voice.model.languages)}, speakers {speakers}, {size}, licence: {licence}"


def _offered(known: Offer, settings: Settings) -> str:
    size = f"{known.bytes / 1e6:.0f} MB to fetch" if known.bytes else "size not known"
    digest = known.sha256 or pinned(settings.installed_voices, known.name)
    mark = f"sha256 {digest[:12]}" if digest else "digest pinned when first installed"
    licence = known.licence or known.licence_address
    return f"{_spelled(known.languages)}, {size}, {mark}, licence: {licence}"


def _spelled(languages: Collection[SpokenLanguage]) -> str:
    return " ".join(language for language in SpokenLanguage if language in languages)
