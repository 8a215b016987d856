"""Words as phonemes, for models that were trained on those of espeak-ng and whose engine makes none.

Belongs to the process of a neural voice: the library is global. As Piper's own tool does it, a sentence is
IPA, marks apart from their letters (NFD), with the punctuation that ends each clause.
"""

import ctypes
import re
import unicodedata

import espeakng_loader

_RETRIEVAL = 1
_NO_EXIT_ON_ERROR = 0x8000
_UTF8, _IPA = 1, 2
_CLAUSE = re.compile(r"([^,;:.!?]+)([,;:.!?]?)")
_OTHER_LANGUAGE = re.compile(r"\([^)]*\)")
"""Where the library changes its language within a sentence, and back."""


class Phonemes:
    """The library, set to one of its voices, such as ``vi``."""

    def __init__(self, voice: str) -> None:
        """Raise RuntimeError or OSError where the library or the voice is not there."""
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = str(espeakng_loader.get_data_path()).encode()
        if self._library.espeak_Initialize(_RETRIEVAL, 0, data, _NO_EXIT_ON_ERROR) <= 0:
            raise RuntimeError("espeak-ng cannot be loaded")
        if self._library.espeak_SetVoiceByName(voice.encode()):
            raise RuntimeError(f"espeak-ng knows no voice {voice!r}")
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p

    def of(self, words: str) -> list[int]:
        """Return the code points of a sentence's phonemes."""
        clauses = [(_OTHER_LANGUAGE.sub("", self._ipa(said)), stop) for said, stop in _CLAUSE.findall(words)]
        told = " ".join(f"{ipa.strip()}{stop}" for ipa, stop in clauses if ipa.strip())
        ended = told if told.endswith((".", "!", "?")) else f"{told.rstrip(',;: ')}."
        return [ord(sign) for sign in unicodedata.normalize("NFD", ended)] if told else []

    def _ipa(self, clause: str) -> str:
        text = ctypes.c_char_p(clause.encode())
        found: list[str] = []
        while text.value is not None:
            piece = self._library.espeak_TextToPhonemes(ctypes.byref(text), _UTF8, _IPA)
            found.append((piece or b"").decode())
        return " ".join(found)
