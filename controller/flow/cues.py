"""Cues of parts: "Phần hai trên ba". No text holds them, so a recording of one is heard in its part alone."""

from audio.language import SpokenLanguage
from audio.reading.parts import cue
from controller.entries import Section, Voicing, VoicingState
from controller.outlook.voices import PEOPLE, name_of


def cue_words(section: Section, language: SpokenLanguage) -> str:
    """Return what is said before a part; empty where nothing is."""
    return cue(section.nth, section.of, at=0, language=language).spoken if section.of else ""


def is_by_people(voicing: Voicing) -> bool:
    """Whether one can hear people speak it."""
    return voicing.state is VoicingState.READY and name_of(voicing.voice) == PEOPLE
