"""Plain text transcripts, in the shapes in which people have them."""

from rapport.engines.kinds import Speaker
from rapport.engines.transcripts import parse, plain, times
from rapport.engines.transcripts.parsing import NO_TIMES, ONE_SPEAKER, WHO_IS_WHO


def read(text, **more):
    return parse(text.encode(), filename="session.txt", **more)


def spoken(parsed):
    return [(one.speaker.value, one.text) for one in parsed.transcript.utterances]


def test_role_words_before_a_colon_say_who_spoke():
    parsed = read("Therapist: How was it?\nClient: Better.\n\nTHERAPIST: Good.")
    assert spoken(parsed) == [("clinician", "How was it?"), ("client", "Better."), ("clinician", "Good.")]
    assert parsed.notices == (NO_TIMES,)


def test_letters_are_read_in_each_others_company():
    assert [who for who, _ in spoken(read("T: Hi\nC: Hello"))] == ["clinician", "client"]
    assert [who for who, _ in spoken(read("T: Hi\nP: Hello"))] == ["clinician", "client"]
    assert [who for who, _ in spoken(read("C: Hi\nP: Hello"))] == ["clinician", "client"]
    assert [who for who, _ in spoken(read("D: Hi\nPt: Hello"))] == ["clinician", "client"]
    assert [who for who, _ in spoken(read("T1: Hi\nC1: Hello"))] == ["clinician", "client"]


def test_names_stay_unknown_until_a_person_sets_them():
    parsed = read("Maya: How was it?\nLuis: Better.\nMaya: Good.")
    assert {who for who, _ in spoken(parsed)} == {"unknown"}
    assert [one.label for one in parsed.speaker_labels] == ["Maya", "Luis"]
    assert parsed.speaker_labels[0].refs == ("u0001", "u0003")
    assert WHO_IS_WHO in parsed.notices


def test_beside_a_known_clinician_the_other_voice_is_suggested_and_not_decided():
    parsed = read("Dr. Okafor: How was it?\nLuis: Better.")
    assert [one.speaker for one in parsed.speaker_labels] == [Speaker.CLINICIAN, Speaker.UNKNOWN]
    assert parsed.speaker_labels[1].suggestion is Speaker.CLIENT


def test_times_may_stand_before_or_after_the_name():
    parsed = read("[00:00:03] T: Hi\n[00:01:23] C: Hello\nT (1:30): Good\n")
    assert [(one.start, one.end) for one in parsed.transcript.utterances] == [(3, 83), (83, 90), (90, 91)]
    assert times.STARTS_ONLY in parsed.notices


def test_a_name_and_a_time_may_have_a_line_of_their_own():
    parsed = read("Maya Okafor  0:03\nHow was it?\nAnd the week?\n\nLuis Vega  0:10\nBetter.\n")
    assert [one.text for one in parsed.transcript.utterances] == ["How was it? And the week?", "Better."]
    assert [one.label for one in parsed.speaker_labels] == ["Maya Okafor", "Luis Vega"]


def test_a_time_below_the_name_belongs_to_the_turn():
    parsed = read("Therapist:\n00:05\nHow was it?\nClient:\n00:09\nBetter.\n")
    assert [(one.start, one.text) for one in parsed.transcript.utterances] == [
        (5, "How was it?"),
        (9, "Better."),
    ]


def test_lines_without_a_name_go_on_with_the_speaker_above():
    parsed = read("T: One thing\nand another.\n\nC: He told me: never again.\nThe plan is: rest.")
    assert spoken(parsed)[0] == ("clinician", "One thing and another.")
    assert spoken(parsed)[1] == ("client", "He told me: never again. The plan is: rest.")


def test_headings_inside_what_is_said_are_no_speakers():
    parsed = read("T: Let us write it down.\nHomework: three times.\nC: Okay.")
    assert [one.label for one in parsed.speaker_labels] == ["T", "C"]


def test_a_doctor_who_is_quoted_is_no_speaker():
    parsed = read("C: I called.\nDr. Patel said: wait a week.\nT: And then?")
    assert spoken(parsed)[0] == ("client", "I called. Dr. Patel said: wait a week.")


def test_marks_and_bullets_around_names_are_harmless():
    parsed = read("**Therapist:** Hi\n- **Client**: Hello *there*\n")
    assert spoken(parsed) == [("clinician", "Hi"), ("client", "Hello *there*")]


def test_text_before_the_first_name_is_kept_and_unknown():
    parsed = read("Recorded on Monday.\nT: Hi\nC: Hello")
    assert spoken(parsed)[0] == ("unknown", "Recorded on Monday.")
    assert plain.BEFORE_FIRST in parsed.notices


def test_a_dictation_is_one_voice_in_paragraphs():
    parsed = read("Met with the client today.\nThe mood was low.\n\nPlan: call on Friday.")
    texts = [one.text for one in parsed.transcript.utterances]
    assert texts == ["Met with the client today. The mood was low.", "Plan: call on Friday."]
    assert {one.speaker for one in parsed.transcript.utterances} == {Speaker.UNKNOWN}
    assert ONE_SPEAKER in parsed.notices


def test_lines_with_times_and_no_names_keep_their_times():
    parsed = read("[0:01] Hello.\n[0:04] Hi.\n0:09\nFine.")
    assert [(one.start, one.text) for one in parsed.transcript.utterances] == [
        (1, "Hello."),
        (4, "Hi."),
        (9, "Fine."),
    ]


def test_lines_that_begin_with_a_bracket_are_no_json():
    parsed = parse(b"[0:01] T: Hello.\n[0:04] C: Hi.", filename="pasted")
    assert [who for who, _ in spoken(parsed)] == ["clinician", "client"]


def test_short_answers_with_a_time_are_no_names():
    parsed = read("[0:01] Yes\n[0:04] No\n[0:06] Yes\nI think so")
    assert [one.text for one in parsed.transcript.utterances] == ["Yes", "No", "Yes I think so"]
