from dataclasses import replace
from datetime import timedelta

import pytest

from audio.errors import TemplateError
from audio.template import OURS, Bed, Plain, Template, check_for, from_json, to_json
from schedules.vocabulary import Class, Digest

TONE, MUSIC = Digest("a" * 64), Digest("b" * 64)
FULL = Template(
    opening=TONE,
    closing=Plain.NONE,
    tone_above_lu=3,
    after_opening=timedelta(seconds=1.25),
    sentence_rests=1.2,
    times=2,
    bed=Bed(music=MUSIC, below_speech_lu=20, below_in_rests_lu=12),
)


@pytest.mark.parametrize("template", [OURS, FULL])
def test_what_is_written_is_read_again(template: Template) -> None:
    assert from_json(to_json(template)) == template


@pytest.mark.parametrize(
    "written", ["", "{}", "[]", '{"opening": "ours"}', to_json(OURS).replace("1.0", "9")]
)
def test_what_is_no_template_is_refused(written: str) -> None:
    with pytest.raises(TemplateError):
        from_json(written)


@pytest.mark.parametrize(
    ("field", "figure"),
    [
        ("tone_above_lu", 3.1),
        ("tone_above_lu", -1.0),
        ("sentence_rests", 0.7),
        ("times", 3),
        ("after_opening", timedelta(seconds=6)),
        ("between_sections", timedelta(0)),
        ("opening", Digest("../../etc/passwd")),
    ],
)
def test_what_is_out_of_its_bounds_names_its_field(field: str, figure: object) -> None:
    with pytest.raises(TemplateError) as refused:
        replace(OURS, **{field: figure})  # type: ignore[arg-type]  # any field

    assert refused.value.field == field


def test_music_lies_at_least_12_lu_below_speech_and_is_never_louder_while_somebody_speaks() -> None:
    with pytest.raises(TemplateError):
        Bed(music=MUSIC, below_speech_lu=11)
    with pytest.raises(TemplateError):
        Bed(music=MUSIC, below_speech_lu=14, below_in_rests_lu=15)


def test_an_emergency_has_a_tone_and_no_music() -> None:
    check_for(Template(opening=TONE), Class.EMERGENCY)
    with pytest.raises(TemplateError):
        check_for(Template(opening=Plain.NONE), Class.EMERGENCY)
    with pytest.raises(TemplateError):
        check_for(Template(bed=Bed(music=MUSIC)), Class.EMERGENCY)
    check_for(FULL, Class.ROUTINE)


def test_it_tells_which_sounds_it_names() -> None:
    assert FULL.sounds == {TONE, MUSIC}
    assert OURS.sounds == frozenset()
