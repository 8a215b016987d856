"""The words of the glossary as staff meet them."""

from controller.web.words import Words


def meanings(words: Words) -> list[tuple[str, str]]:
    return [
        (words.say("Notice"), words.say("A text that workers shall hear.")),
        (
            words.say("Reading"),
            words.say("The notice as it is spoken: numbers, dates and abbreviations as words."),
        ),
        (
            words.say("Doubt"),
            words.say("A place that may be read in two ways. You choose; money, dates and phones first."),
        ),
        (
            words.say("Left out"),
            words.say("Page menus, signatures and personal data. They are listed, and can be taken back."),
        ),
        (words.say("Headline"), words.say("The first sentences, up to 20 seconds, for people who pass by.")),
        (
            words.say("Part"),
            words.say("A piece of a long notice of about a minute, that can be broadcast by itself."),
        ),
        (
            words.say("Dictionary"),
            words.say("How this organisation says its words and abbreviations, in every notice from now on."),
        ),
        (
            words.say("Broadcast"),
            words.say("Notices in order, at a time, at a place, between an opening and a closing tone."),
        ),
        (words.say("Received"), words.say("The pole knows of the broadcast.")),
        (words.say("Clip ready"), words.say("The pole has the sound and has checked it.")),
        (words.say("Armed"), words.say("The pole will sound it on time, even if the network is gone.")),
        (words.say("Withdraw"), words.say("Take a broadcast back, even while it sounds.")),
        (
            words.say("Test play"),
            words.say("A notice once at one pole, softly, before anybody else hears it."),
        ),
        (words.say("Quiet hours"), words.say("Hours in which nothing below an emergency sounds.")),
    ]
