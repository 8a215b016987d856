"""Text to reading: normalise, let the rules claim, and lay out what is left word by word."""

import re
from collections.abc import Iterator, Sequence

from audio.reading.decisions import ByHand, Correction
from audio.reading.doubts import doubts
from audio.reading.letters import LATIN
from audio.reading.lexicon import Lexicon
from audio.reading.plain import Plain, plain
from audio.reading.rule import Claim, claimed
from audio.reading.tongues import TONGUES
from audio.reading.values import Pause, Reading, Sentence, Word
from audio.span import SourceSpan

_NEXT_LETTER = re.compile(rf"(?: *|(?<=[\"”’]) *[-–—] *)([{LATIN}])")
"""A dash after a quotation leads to who says it: `... trực tuyến…" - ông Hùng cho biết`."""
_WORD_AS_WRITTEN = "as written"


def read(
    text: str,
    *,
    lexicon: Lexicon,
    kept: Sequence[SourceSpan] | None = None,
    corrections: Sequence[Correction] = (),
) -> Reading:
    """Return how `text` is spoken in the language of `lexicon`, or only its `kept` spans.

    Takes any Unicode text, never fails, and takes time in proportion to its length. In a language
    with rules no digit and no symbol is left: what no rule knows is spelled out, what cannot be
    spoken is silent. `corrections` go before every rule.
    """
    tongue = TONGUES[lexicon.language]
    page = plain(text, kept=kept)
    own = lexicon.with_entries(tongue.defined_in(page.text)) if "(" in page.text else lexicon
    by_hand = ByHand(page=page, corrections=corrections)
    masked, claims = claimed(page.text, rules=(by_hand, *tongue.rules), lexicon=own)
    layout = _Layout(page=page, masked=masked, claims=claims, piece=tongue.piece)
    doubtful = doubts(page, masked, claims) if tongue.has_rules else ()
    return Reading(sentences=tuple(_sentences(layout)), doubts=tuple(doubtful), language=lexicon.language)


class _Layout:
    """Walks over the masked text once and gives words and pauses in the order of the source."""

    def __init__(self, *, page: Plain, masked: str, claims: Sequence[Claim], piece: re.Pattern[str]) -> None:
        self._page = page
        self._masked = masked
        self._claims = claims
        self._piece = piece
        self._next = 0

    def __iter__(self) -> Iterator[Word | Pause]:
        for piece in self._piece.finditer(self._masked):
            match piece.lastgroup:
                case "word":
                    span = self._page.span(piece.start(), piece.end())
                    yield Word(text=piece[0], span=span, rule=_WORD_AS_WRITTEN)
                case "claimed":
                    yield from self._claimed_before(piece.end())
                case "paragraph":
                    yield Pause.PARAGRAPH
                case "stop":
                    yield self._stop(piece)
                case "clause":
                    yield Pause.CLAUSE
                case _:
                    yield Pause.COMMA

    def _claimed_before(self, end: int) -> Iterator[Word | Pause]:
        while self._next < len(self._claims) and self._claims[self._next].start < end:
            claim = self._claims[self._next]
            self._next += 1
            if claim.said:
                yield Word(text=claim.said, span=self._page.span(claim.start, claim.end), rule=claim.rule)
            if claim.pause is not Pause.NONE:
                yield claim.pause

    def _stop(self, piece: re.Match[str]) -> Pause:
        """Dots before a small letter are a rest within the sentence: "đầu tư… trong"."""
        following = _NEXT_LETTER.match(self._masked, piece.end())
        goes_on = following is not None and following[1].islower() and not set(piece[0]) & set("!?\n")
        return Pause.COMMA if goes_on else Pause.SENTENCE


def _sentences(layout: _Layout) -> Iterator[Sentence]:
    words: list[Word] = []
    held: Sentence | None = None
    for item in layout:
        if isinstance(item, Word):
            if held:
                yield held
                held = None
            words.append(item)
        elif item is Pause.COMMA:
            if words:
                words[-1] = _rest(words[-1])
        elif words:
            held = Sentence(words=tuple(words), pause=item)
            words = []
        elif held and item is Pause.PARAGRAPH:
            held = Sentence(words=held.words, pause=item)
    if held:
        yield held
    if words:
        yield Sentence(words=tuple(words), pause=Pause.PARAGRAPH)


def _rest(word: Word) -> Word:
    return Word(text=word.text, span=word.span, rule=word.rule, pause=Pause.COMMA)
