"""The voices of a site as its desk sees them: two speakers of one, the built-in one, and the online one."""

from audio.language import SpokenLanguage
from audio.speech import Grade
from controller.outlook.voices import SeenVoice, Standing

VIETNAMESE, KOREAN = SpokenLanguage.VIETNAMESE, SpokenLanguage.KOREAN
SUPERTONIC = SeenVoice(
    name="supertonic-3",
    title="Supertonic 3",
    standing=Standing.SPEAKS,
    grade=Grade.GOOD,
    languages=(VIETNAMESE, KOREAN),
    speakers=("M1", "F2"),
    turn=1,
    can_be_removed=True,
)
PIPER = SeenVoice(
    name="piper",
    title="Piper",
    standing=Standing.UNNAMED,
    grade=Grade.GOOD,
    languages=(VIETNAMESE,),
    speakers=("vais1000",),
)
ESPEAK = SeenVoice(
    name="espeak-ng",
    title="espeak-ng",
    standing=Standing.SPEAKS,
    grade=Grade.FALLBACK,
    languages=(VIETNAMESE, KOREAN),
    turn=2,
)
GOOGLE_OFF = SeenVoice(
    name="gtts",
    title="Google (gTTS)",
    standing=Standing.OFF,
    grade=Grade.GOOD,
    languages=(VIETNAMESE, KOREAN),
    needs_network=True,
)
GOOGLE = SeenVoice(
    name="gtts",
    title="Google (gTTS)",
    standing=Standing.SPEAKS,
    grade=Grade.GOOD,
    languages=(VIETNAMESE, KOREAN),
    turn=3,
    needs_network=True,
)
HERE = (SUPERTONIC, PIPER, ESPEAK, GOOGLE_OFF)
ONLINE = (SUPERTONIC, PIPER, ESPEAK, GOOGLE)
