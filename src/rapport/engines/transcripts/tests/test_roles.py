"""Who is who, by label and by hand."""

import pytest

from rapport.engines.kinds import Speaker
from rapport.engines.transcripts import parse, with_roles
from rapport.engines.transcripts.roles import role_of


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Therapist", Speaker.CLINICIAN),
        ("DR. OKAFOR", Speaker.CLINICIAN),
        ("Social Worker", Speaker.CLINICIAN),
        ("Pt 2", Speaker.CLIENT),
        ("paciente", Speaker.CLIENT),
        ("Interpreter", Speaker.OTHER),
        ("Mother", Speaker.OTHER),
        ("SPEAKER_00", Speaker.UNKNOWN),
        ("Luis", None),
        ("Tom", None),
        ("Drew", None),
        ("", None),
    ],
)
def test_only_a_label_that_says_it_gives_a_role(label, role):
    assert role_of(label) is role


def test_a_person_sets_the_roles_and_every_line_follows():
    parsed = parse(b"Maya: Hi\nLuis: Hello\nMaya: Good", filename="a.txt")
    done = with_roles(parsed, {"Maya": Speaker.CLINICIAN, "Luis": Speaker.CLIENT})
    assert [one.speaker.value for one in done.transcript.utterances] == ["clinician", "client", "clinician"]
    assert [one.suggestion for one in done.speaker_labels] == [None, None]
    assert parsed.transcript.utterances[0].speaker is Speaker.UNKNOWN
