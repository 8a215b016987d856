"""The process that makes one sample of a template and ends. Started by `controller.machines.sound_room`.

It puts a few fixed sentences together as the template says, by the real studio with the site's voices and
sounds, and writes the clip to the file it is given. What went wrong goes to standard output, in words.
"""

import json
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from audio.errors import AudioError
from audio.language import SpokenLanguage
from audio.reading.lexicon import official_lexicon
from audio.reading.read import read
from audio.shelf import Shelf
from audio.template import Template, from_json
from controller.entries import Cast
from controller.machines.studio_child import Booth, equipment
from controller.settings import Settings
from schedules.vocabulary import Class

_SECTIONS = (
    "Ban Quản lý khu công nghiệp thông báo. Đây là câu đọc thử để nghe nhạc hiệu, nhạc nền và quãng nghỉ.",
    "Thông báo thứ hai bắt đầu ở đây.",
)


def main() -> None:
    asked = json.loads(sys.stdin.read())
    cast = Cast(first=tuple(asked["first"]), rate=asked["rate"], stays_here=True)
    try:
        clip = _made(from_json(asked["template"]), Class(asked["class"]), cast)
    except AudioError as error:
        print(error)  # noqa: T201 - it is a program, and this is its answer
        sys.exit(1)
    Path(sys.argv[1]).write_bytes(clip)


def _made(template: Template, class_: Class, cast: Cast) -> bytes:
    """Return the clip. It lies on a shelf of its own meanwhile; its sentences are kept with all others."""
    from audio.studio import Manner  # noqa: PLC0415 - the engines are heavy

    lexicon = official_lexicon(SpokenLanguage.VIETNAMESE)
    sections = [(read(text, lexicon=lexicon), cast) for text in _SECTIONS]
    with tempfile.TemporaryDirectory() as folder:
        with closing(Booth(replace(equipment(Settings()), shelf=Path(folder)))) as booth:
            manner = Manner(class_=class_, template=template)
            spoken = booth.studio.voice(booth.scripts(sections), manner=manner)
        return Shelf(Path(folder)).read(spoken.result.clip.digest)


if __name__ == "__main__":
    main()
