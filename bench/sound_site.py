"""A studio in a folder of its own, its voice with a stopwatch; and the texts that the bench has spoken."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from audio.language import SpokenLanguage
from audio.reading.lexicon import official_lexicon
from audio.reading.read import read
from audio.reading.values import Reading
from audio.sentences import SentenceFolder
from audio.shelf import Shelf
from audio.speech import Speech, Voice, VoiceCard
from audio.studio import Script, Studio

_SAMPLE = Path(__file__).with_name("sample_notice.txt")
_COUNTED = (
    "Ngày 5 tháng 11, tổ bảo trì số {n} cắt điện đường số 6 từ 7h30 đến 11h, đề nghị chuẩn bị máy phát.",
    "Xe tải trên 5 tấn không vào đường số {n} trong giờ cao điểm, từ 16h30 đến 18h các ngày làm việc.",
    "Doanh nghiệp tại lô B{n} kiểm tra hệ thống phòng cháy chữa cháy và báo kết quả trước ngày 15/12/2026.",
    "Công nhân ca chiều nhận suất ăn tại nhà ăn số {n}; mọi vướng mắc xin gọi 0208.3999.111.",
)
CHATTER = (
    "Hôm nay trời nắng nhưng chiều tối có mưa rào ở nhiều nơi",
    "Anh chị em nhớ mang theo thẻ khi vào cổng nhà máy",
    "Giá xăng dầu tuần này giảm nhẹ so với tuần trước",
    "Xe buýt số bảy sẽ đến lúc sáu giờ mười lăm phút",
    "Bữa trưa có cá kho, rau muống và canh chua",
    "Đội bóng của xưởng hai thắng ba không",
)


@dataclass(slots=True)
class Stopwatch:
    """A voice, how often it was asked, and the time it took itself."""

    voice: Voice
    calls: int = 0
    wall_s: float = 0.0
    cpu_s: float = 0.0

    @property
    def card(self) -> VoiceCard:
        return self.voice.card

    def say(self, words: str, *, language: SpokenLanguage, rate: float) -> Speech:
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            return self.voice.say(words, language=language, rate=rate)
        finally:
            self.calls += 1
            self.wall_s += time.perf_counter() - wall
            self.cpu_s += time.process_time() - cpu


def studio(folder: Path) -> Studio:
    return Studio(shelf=Shelf(folder / "shelf"), sentences=SentenceFolder(folder / "sentences"))


def script(text: str | Sequence[str], voice: Voice) -> Script:
    """Return what a voice is to say."""
    return Script(reading=reading(text), voices=(voice,))


def sentences(count: int, *, first: int = 1) -> list[str]:
    """Return so many sentences, no two the same."""
    return [_COUNTED[n % len(_COUNTED)].format(n=n) for n in range(first, first + count)]


def reading(text: str | Sequence[str]) -> Reading:
    return read(text if isinstance(text, str) else "\n".join(text), lexicon=official_lexicon())


def sample() -> str:
    return _SAMPLE.read_text(encoding="utf-8")
