"""The supplied session is what its README says."""

import json
from itertools import pairwise

import pytest

from rapport.engines.kinds import Speaker
from rapport.engines.sample import session
from rapport.engines.transcripts import parse, render


def test_two_people_speak_in_turn_for_four_to_seven_minutes():
    spoken = session.reference().utterances
    assert 240 <= session.reference().duration <= 420
    assert 45 <= len(spoken) <= 70
    assert {one.speaker for one in spoken} == {Speaker.CLINICIAN, Speaker.CLIENT}
    assert all(before.speaker is not after.speaker for before, after in pairwise(spoken))


def test_times_are_in_order_with_a_natural_pause_between_turns():
    spoken = session.reference().utterances
    pauses = [after.start - before.end for before, after in pairwise(spoken)]
    assert all(one.start < one.end for one in spoken)
    assert all(0.2 <= pause <= 0.85 for pause in pauses)
    assert len({round(pause, 1) for pause in pauses}) > 3


def test_the_recording_is_small_mono_and_as_long_as_its_script():
    import av

    assert session.audio_path().stat().st_size < 2_500_000
    with av.open(str(session.audio_path())) as container:
        stream = container.streams.audio[0]
        samples = sum(frame.samples for frame in container.decode(stream))
        assert (stream.codec_context.name, stream.channels) in {("opus", 1), ("libopus", 1)}
        assert samples / stream.rate == pytest.approx(session.reference().duration, abs=0.1)


def test_something_is_heard_exactly_when_the_script_says_so():
    import av

    with av.open(str(session.audio_path())) as container:
        mono = av.AudioResampler(format="fltp", layout="mono", rate=8000)
        frames = [out for frame in container.decode(audio=0) for out in mono.resample(frame)]
    loud = _loudness([sample for frame in frames for sample in frame.to_ndarray()[0]], 8000)
    spoken = session.reference().utterances
    quiet = [(before.end + 0.1, after.start - 0.1) for before, after in pairwise(spoken)]
    assert all(loud(one.start, one.end) > 0.01 for one in spoken)
    assert all(loud(start, end) < 0.005 for start, end in quiet if end - start > 0.1)


def _loudness(samples, rate):
    def between(start, end):
        part = samples[int(start * rate) : int(end * rate)]
        return (sum(float(value) ** 2 for value in part) / len(part)) ** 0.5

    return between


def test_every_trap_points_to_lines_that_exist_and_says_what_would_be_wrong():
    refs = session.reference().by_ref()
    assert len({trap.name for trap in session.traps()}) == len(session.traps()) >= 9
    for trap in session.traps():
        assert trap.lines
        assert set(trap.lines) <= set(refs)
        assert trap.must_say.endswith(".")
        assert trap.wrong


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("u0003", "PHQ-9 total today is fourteen"),
        ("u0008", "no, actually, it's closer to five"),
        ("u0030", "I'm not going to do that"),
        ("u0032", "I haven't even opened it"),
        ("u0034", "My sister Renee"),
        ("u0038", "two beers"),
        ("u0042", "There was never a plan"),
        ("u0048", "three times"),
        ("u0052", "he said he would do it with me"),
        ("u0061", "Thursday at nine-thirty"),
    ],
)
def test_the_lines_hold_the_words_that_the_traps_are_about(ref, words):
    assert words in session.reference().by_ref()[ref].text
    assert any(ref in trap.lines for trap in session.traps())


def test_the_script_is_also_read_as_an_uploaded_transcript():
    parsed = parse(session.script_path().read_bytes(), filename="session.json")
    assert parsed.transcript == session.reference()
    assert parsed.notices == ()


def test_the_reference_survives_every_export():
    for kind in ("txt", "vtt", "json"):
        again = parse(render(session.reference(), kind).encode(), filename=f"session.{kind}").transcript
        assert again.utterances == session.reference().utterances


def test_the_script_says_that_it_is_invented_and_who_is_who():
    script = json.loads(session.script_path().read_text("utf-8"))
    assert "invented" in script["notice"]
    assert script["people"] == {"clinician": "Maya Okafor", "client": "Dana Whitlock"}
