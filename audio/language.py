"""The languages that notices are spoken in. Which language a person reads pages in is another matter."""

from enum import StrEnum


class SpokenLanguage(StrEnum):
    """What workers of the zones listen in, by its code in ISO 639-1."""

    VIETNAMESE = "vi"
    ENGLISH = "en"
    KOREAN = "ko"
    CHINESE = "zh"
    JAPANESE = "ja"


READ_BY_RULES = (SpokenLanguage.VIETNAMESE, SpokenLanguage.ENGLISH)
"""Languages whose readings hold words alone; the voices of others get figures as they are written."""
