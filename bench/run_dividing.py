"""``scripts/bench dividing``: how many cuts between sentences are right, by reader and noise.

espeak-ng speaks clause by clause, so that each reader rests as they do. No person was recorded for it.
"""

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from audio.dividing import divide
from audio.errors import DividingError
from audio.islands import islands
from audio.language import SpokenLanguage
from audio.reading.lexicon import official_lexicon
from audio.reading.read import read
from audio.speech import Samples, Speech
from audio.tones import SAMPLE_RATE
from audio.voices.espeak import EspeakVoice
from bench.horn_noise import noises

_TEXTS = (
    (
        "THÔNG BÁO\nBan quản lý Khu công nghiệp thông báo tạm ngừng cấp điện. Từ 8 giờ đến 11 giờ ngày "
        "23/11/2026 sẽ ngừng cấp điện tại Cổng 3 để sửa chữa trạm biến áp. Đề nghị các doanh nghiệp chủ "
        "động sắp xếp sản xuất. Mọi chi tiết xin liên hệ Ban quản lý. Xin cảm ơn."
    ),
    (
        "Cục Thuế thông báo về việc kê khai thuế điện tử. Doanh nghiệp, hộ kinh doanh, cá nhân kinh "
        "doanh phải nộp tờ khai chậm nhất ngày 20/12/2026, kể cả trường hợp không phát sinh doanh thu. "
        "Người nộp thuế có thể nộp hồ sơ qua mạng, qua bưu điện, hoặc trực tiếp tại bộ phận một cửa. Nộp"
        " chậm bị phạt tiền. Trân trọng!"
    ),
    (
        "Sáng mai có diễn tập phòng cháy chữa cháy. Khi nghe chuông báo động, mọi người rời khỏi nhà "
        "xưởng theo lối gần nhất, không chạy, không dùng thang máy, và tập trung tại bãi đỗ xe số 2. Tổ "
        "trưởng điểm danh. Ai vắng mặt phải báo ngay. Không được quay lại nhà xưởng khi chưa có lệnh. "
        "Cảm ơn sự hợp tác của mọi người."
    ),
)
_READERS = {
    "steady": ((0.6, 1.2), (0.1, 0.3)),
    "hasty": ((0.25, 0.6), (0.1, 0.3)),
    "hesitant": ((0.4, 1.2), (0.3, 1.0)),
}
"""Seconds of rest between sentences, and at commas."""
_SNRS_DB = (30, 20, 15, 10, 5)
_TIMES = 2
_RIGHT, _USUAL_DB = 0.98, 10
"""Of the cuts of each reader, in all noise down to so much below the speech."""
_SLACK = SAMPLE_RATE // 30
_VI = SpokenLanguage.VIETNAMESE

Clauses = Sequence[Samples]
Text = Sequence[tuple[str, Clauses]]


@dataclass
class _Count:
    cuts: int = 0
    right: int = 0
    wrong_and_sure: int = 0
    right_and_unsure: int = 0
    refused: int = 0
    seconds: list[float] = field(default_factory=list)


def run() -> Mapping[str, object]:
    """Measure all; `broken` names each claim that does not hold."""
    texts = _spoken()
    rows = [row for reader in _READERS for row in _rows(reader, texts)]
    return {"rows": rows, "broken": list(broken(rows))}


def broken(rows: Sequence[Mapping[str, object]]) -> Iterator[str]:
    """Yield what is claimed and does not hold."""
    usual = [row for row in rows if _figure(row, "snr_db") >= _USUAL_DB]
    for reader in _READERS:
        own = [row for row in usual if row["reader"] == reader]
        right, cuts = (sum(_figure(row, name) for row in own) for name in ("right", "cuts"))
        if right < cuts * _RIGHT:
            yield f"{_RIGHT:.0%} of the cuts of a {reader} reader are right"
    if any(_figure(row, "wrong_and_sure") for row in usual):
        yield "a wrong cut is unsure"


def _figure(row: Mapping[str, object], name: str) -> int:
    return int(str(row[name]))


def _rows(reader: str, texts: Sequence[Text]) -> Iterator[Mapping[str, object]]:
    random = np.random.default_rng(1)
    talkers = [
        Speech(samples=clause, sample_rate=SAMPLE_RATE) for _, clauses in texts[0] for clause in clauses
    ]
    beds = noises(1 << 22, talkers)
    for noise in ("cough", *beds):
        for snr_db in (99,) if noise == "cough" else _SNRS_DB:
            count = _Count()
            for text in texts * _TIMES:
                samples, spans = _aloud(text, reader, random, coughs=noise == "cough")
                if noise != "cough":
                    samples = _in_noise(samples, spans, beds[noise], snr_db, random)
                _count(count, samples, spans, [words for words, _ in text])
            yield _row(reader, noise, snr_db, count)


def _row(reader: str, noise: str, snr_db: int, count: _Count) -> Mapping[str, object]:
    row = {
        "reader": reader,
        "noise": noise,
        "snr_db": snr_db,
        "right": count.right,
        "cuts": count.cuts,
        "refused": count.refused,
        "wrong_and_sure": count.wrong_and_sure,
        "right_and_unsure": count.right_and_unsure,
        "seconds_a_minute": round(sum(count.seconds), 3),
    }
    print(*row.values(), sep="\t", file=sys.stderr)
    return row


def _count(count: _Count, samples: Samples, spans: Sequence[tuple[int, int]], words: Sequence[str]) -> None:
    count.cuts += len(spans) - 1
    begun = time.process_time()
    try:
        pieces = divide(islands(samples), words, _VI)
    except DividingError:
        count.refused += len(spans) - 1
        return
    finally:
        count.seconds.append((time.process_time() - begun) / (len(samples) / SAMPLE_RATE / 60))
    for (one, other), ((_, end), (begin, _)) in zip(pairwise(pieces), pairwise(spans), strict=True):
        is_right = end - _SLACK <= (one.end + other.begin) / 2 <= begin + _SLACK
        is_sure = one.is_sure and other.is_sure
        count.right += is_right
        count.wrong_and_sure += is_sure and not is_right
        count.right_and_unsure += is_right and not is_sure


def _spoken() -> list[Text]:
    voice = EspeakVoice()
    try:
        return [
            [
                (sentence.spoken, [_clause(voice, clause) for clause in sentence.spoken.split(", ")])
                for sentence in read(text, lexicon=official_lexicon()).sentences
            ]
            for text in _TEXTS
        ]
    finally:
        voice.close()


def _clause(voice: EspeakVoice, words: str) -> Samples:
    from scipy.signal import resample_poly  # noqa: PLC0415 - slow to import

    speech = voice.say(words, language=_VI, rate=0.9)
    samples: Samples = resample_poly(speech.samples, SAMPLE_RATE, speech.sample_rate).astype(np.float32)
    audible = np.flatnonzero(np.abs(samples) > 0.005 * np.abs(samples).max())
    return samples[audible[0] : audible[-1] + 1]


def _aloud(
    text: Text, reader: str, random: np.random.Generator, *, coughs: bool
) -> tuple[Samples, list[tuple[int, int]]]:
    between, within = _READERS[reader]
    sound, spans = [_rest(random, (0.3, 1.0))], list[tuple[int, int]]()
    for turn, (_, clauses) in enumerate(text):
        if turn and coughs and random.random() < 0.3:
            sound += [_rest(random, (0.15, 0.4)), _cough(random)]
        sound += [_rest(random, between)] if turn else []
        begin, gain = sum(map(len, sound)), np.float32(10 ** (random.uniform(-3, 3) / 20))
        for number, clause in enumerate(clauses):
            sound += [*([_rest(random, within)] if number else []), clause * gain / 2]
        spans.append((begin, sum(map(len, sound))))
    return np.concatenate([*sound, _rest(random, (0.3, 1.0))]), spans


def _rest(random: np.random.Generator, seconds: tuple[float, float]) -> Samples:
    return np.zeros(round(random.uniform(*seconds) * SAMPLE_RATE), dtype=np.float32)


def _cough(random: np.random.Generator) -> Samples:
    size = round(random.uniform(0.2, 0.4) * SAMPLE_RATE)
    return (random.normal(scale=0.08, size=size) * np.hanning(size) ** 0.3).astype(np.float32)


def _in_noise(
    samples: Samples,
    spans: Sequence[tuple[int, int]],
    bed: Samples,
    snr_db: float,
    random: np.random.Generator,
) -> Samples:
    said = np.concatenate([samples[begin:end] for begin, end in spans])
    noise = np.roll(bed, int(random.integers(len(bed))))[: len(samples)]
    gain = np.sqrt(np.mean(said**2) / np.mean(noise**2)) * 10 ** (-snr_db / 20)
    return (samples + noise * gain).astype(np.float32)
