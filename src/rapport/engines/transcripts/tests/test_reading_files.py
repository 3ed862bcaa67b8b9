"""Encodings, refusals, and that nothing but the named refusal is ever raised."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapport.engines.transcripts import LIMIT_BYTES, UnableToReadTranscript, decoding, parse

TEXT = "Therapist: ¿Cómo está?\nClient: Así así."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_its_mark(encoding):
    parsed = parse(TEXT.encode(encoding), filename="a.txt")
    assert [one.text for one in parsed.transcript.utterances] == ["¿Cómo está?", "Así así."]
    assert decoding.GUESSED_ENCODING not in parsed.notices


def test_western_letters_are_guessed_with_a_notice():
    parsed = parse(TEXT.encode("latin-1"), filename="a.txt")
    assert parsed.transcript.utterances[0].text == "¿Cómo está?"
    assert decoding.GUESSED_ENCODING in parsed.notices


def test_line_ends_and_invisible_letters_do_no_harm():
    parsed = parse("T: Hi\u200b there\r\nC: to\u00adday\rT: Bye\u2028now".encode(), filename="a.txt")
    assert [one.text for one in parsed.transcript.utterances] == ["Hi there", "to\u00adday", "Bye now"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\x00\t", "empty"),
        (b"x" * (LIMIT_BYTES + 1), "5 MB"),
        (b"PK\x03\x04" + bytes(range(256)), "Word"),
        (b"%PDF-1.7 secret words", "PDF"),
        (b"OggS\x00\x02", "recording"),
        (bytes(range(256)) * 4, "not a text file"),
        (b"\xff\xfe\x00", "not a text file"),
        (b"12:30\n--- 77 ---\n", "no words"),
    ],
)
def test_what_is_no_transcript_is_refused_with_what_to_do(data, says):
    with pytest.raises(UnableToReadTranscript, match=says) as refusal:
        parse(data, filename="secret.txt")
    assert "secret" not in str(refusal.value)


PIECES = st.sampled_from(
    [
        "WEBVTT",
        "\n",
        "\n\n",
        "00:01.000 --> 00:02.000",
        "-->",
        "1",
        "T:",
        "Client: ",
        "<v ",
        ">",
        "NOTE",
        "[0:01]",
        "{",
        '"text":',
        "[",
        "]",
        "}",
        ",",
        '"',
        "1e999",
        "NaN",
        "a",
        ":",
        "(",
        "**",
        "99:99:99",
        "\u2013",
        "\u0300",
        "\x85",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    data=st.one_of(
        st.binary(max_size=300), st.lists(PIECES, max_size=40).map(lambda parts: "".join(parts).encode())
    ),
    ending=st.sampled_from(["txt", "vtt", "srt", "json", "docx", ""]),
)
def test_whatever_comes_in_only_the_named_refusal_comes_out(data, ending):
    try:
        parsed = parse(data, filename=f"session.{ending}")
    except UnableToReadTranscript:
        return
    _well_formed(parsed)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(), st.integers(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["utterances", "segments", "text", "speaker", "start", "end", "words",
                                         "language", "duration", "ref", "format"]), inner, max_size=6),
    ),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(JSON)
def test_any_json_is_read_or_refused(data):
    try:
        parsed = parse(json.dumps(data).encode(), filename="session.json")
    except UnableToReadTranscript:
        return
    _well_formed(parsed)


def _well_formed(parsed):
    spoken = parsed.transcript.utterances
    assert spoken
    assert [one.index for one in spoken] == list(range(len(spoken)))
    assert len({one.ref for one in spoken}) == len(spoken)
    assert sorted(ref for label in parsed.speaker_labels for ref in label.refs) == sorted(
        one.ref for one in spoken
    )
    timed = [(one.start, one.end) for one in spoken if one.start is not None]
    assert all((one.start is None) == (one.end is None) for one in spoken)
    assert all(0 <= start < end for start, end in timed)
    assert timed == sorted(timed)


@pytest.mark.parametrize(
    "unit", ["\n", "a\n", " ", "- ", "* ", "A: b\n", "0:01 ", "<v A>", "a --> b\n", "00:01 --> 00:02\na\n"]
)
def test_no_file_makes_it_slow(unit):
    data = ("T: hello\n" + unit * (300_000 // len(unit))).encode()
    assert parse(data, filename="a.txt").transcript.utterances
