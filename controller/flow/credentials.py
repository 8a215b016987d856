"""What a sign-in name and a password may be. Pure; whoever adds people or lets them in asks here."""

import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable

from controller.errors import WrongInputError

LONGEST_NAME = 64
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 256
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without i, l, o, 0 and 1, which look alike on paper and are misheard on the telephone."""
_GROUPS = 5
_GROUP_LENGTH = 4
_TRIED_FIRST = """
0000000000 0123456789 01234567890 0987654321 1020304050 1111111111 1122334455 1212121212 1231231231
123123123123 1234512345 1234554321 123456123456 1234567890 12345678900 12345678901 1234567891 12345678910
123456789a 123456789q 1q2w3e4r5t 1qaz2wsx3edc 9876543210 9999999999 a123456789 aa123456789 abc123456789
abcd123456 abcdefghij abcdefghijk admin12345 admin123456 administrator anhyeuem123 anhyeuem1234
asdfghjkl1 asdfghjkl; baseball123 changeme123 chaomung123 congnghiep dragon12345 emyeuanh123 football123
iloveyou12 iloveyou123 khongbiet123 khongcopass khucongnghiep letmein123 letmein1234 loaphatthanh
matkhau123 matkhau1234 matkhau12345 matkhaumoi michael123 monkey12345 p@ssw0rd123 p@ssword123 passw0rd123
password10 password11 password12 password123 password1234 phatthanh123 princess123 q1w2e3r4t5
qazwsxedcrfv quantrivien qwerty12345 qwerty123456 qwertyuiop qwertyuiop123 songcong123 sunshine123
superman123 thainguyen thainguyen123 vietnam123 vietnam1234 welcome123 welcome1234 xinchao123 yeuem12345
zaq12wsxcde3 zonecast123 zxcvbnm123 zxcvbnm1234
"""
"""Of ten and more characters, from the lists of leaked passwords and the words of this office."""
_COMMONEST = frozenset(_TRIED_FIRST.split())


def sign_in_name(text: str) -> str:
    """Return the one way in which a sign-in name is stored and compared, however it was typed.

    Letters that differ only in case or in how their accents are composed are the same
    (canonical caseless match, Unicode D145), and so are runs of spaces.

    Raises:
        WrongInputError: it is empty, too long, or holds characters that cannot be seen.
    """
    return shown_name(unicodedata.normalize("NFD", text).casefold(), "name")


def shown_name(text: str, field: str) -> str:
    """Return a name as pages show it; raise `WrongInputError` as `sign_in_name` does."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        raise WrongInputError(field, text, f"expected 1 to {LONGEST_NAME} letters, digits or signs")
    return name


def normal(password: str) -> str:
    """Return what is hashed of a password: keyboards compose Vietnamese letters in different ways.

    NFKC, as NIST SP 800-63B (5.1.1.2) asks of whoever accepts Unicode.
    """
    return unicodedata.normalize("NFKC", password)


def fit_password(password: str, *, names: Iterable[str]) -> str:
    """Return a new password as it is hashed. Any characters will do; no mixture of kinds is asked for.

    Length, and nothing that is tried first (NIST SP 800-63B, 5.1.1.2): not a name of its
    owner, not one of the commonest.

    Raises:
        WrongInputError: it is too short, too long, or too easily guessed. Does not repeat it.
    """
    chosen = normal(password)
    if not SHORTEST_PASSWORD <= len(chosen) <= LONGEST_PASSWORD:
        right = f"expected {SHORTEST_PASSWORD} to {LONGEST_PASSWORD}"
        raise WrongInputError("password", f"{len(chosen)} characters", right)
    if _bare(chosen) in {_bare(name) for name in names}:
        raise WrongInputError("password", "the name", "it is tried first; expected something else")
    if _bare(chosen) in _COMMONEST:
        raise WrongInputError("password", "a common one", "it is tried first; expected one of your own")
    return chosen


def generate_password(pick: Callable[[str], str] = secrets.choice) -> str:
    """Return a password to hand over on paper, like `k7mp-...`; 99 bits unless `pick` is another."""
    groups = ("".join(pick(_ALPHABET) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", normal(text).casefold())
