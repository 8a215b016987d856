"""What people and attackers type into fields that were meant for something else."""

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "sql": "'; DROP TABLE notices; --",
    "template": "{{ 7 * 7 }}{% raw %}%(name)s %s",
    "right to left": "\u202eabc\u2066",
    "nul": "a\x00b",
    "emoji": "👩‍👩‍👧 loa 📢",
    "line ends": "a\r\nSet-Cookie: evil=1\n\nb",
    "long": "ờ" * 5000,
    "control": "\x01\x1b[31m\x7f\x85",
    "half a character": "\ufffd\ufeff\uffff",
}
WORDS_OF_MARKUP = ("<script>alert", "<img src=x", "onerror=alert(1)>")


def is_safe(html: str) -> bool:
    """Whether none of the hostile markup came through as markup."""
    return not any(told in html for told in WORDS_OF_MARKUP)
