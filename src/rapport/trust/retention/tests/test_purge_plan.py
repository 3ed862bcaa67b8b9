"""When audio and text go: never late, never under a hold, and with a warning while a draft needs them."""

from datetime import UTC, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from rapport.trust.retention.kinds import Days
from rapport.trust.retention.policies import WARN_BEFORE, purge_plan

RECORDED = datetime(2026, 11, 1, 15, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
moments = st.integers(0, 10_000_000).map(lambda minutes: RECORDED + timedelta(minutes=minutes))
signatures = st.none() | st.integers(0, 60 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
settings = st.builds(
    Days,
    audio=st.integers(0, 60),
    transcript=st.integers(0, 365),
    until_signature=st.booleans(),
    excerpts=st.booleans(),
)


def plan(recorded_at, signed_after, days, **more):
    signed_at = None if signed_after is None else recorded_at + signed_after
    return purge_plan(recorded_at=recorded_at, signed_at=signed_at, days=days, **more)


@given(moments, signatures, settings, st.booleans())
def test_audio_is_never_kept_over_seven_days_whatever_is_set(recorded, signed, days, needed):
    made = plan(recorded, signed, days, draft_needed=needed)
    assert recorded <= made.audio_at <= recorded + min(WEEK, timedelta(days=days.audio))


@given(moments, signatures, settings, st.booleans())
def test_under_a_hold_nothing_goes(recorded, signed, days, needed):
    made = plan(recorded, signed, days, draft_needed=needed, held=True)
    assert (made.audio_at, made.transcript_at, made.warn_at) == (None, None, None)
    assert "legal hold" in made.why


@given(moments, signatures.filter(lambda value: value is not None), settings)
def test_a_signature_sets_the_day_of_the_text_and_ends_the_warning(recorded, signed, days):
    made = plan(recorded, signed, days)
    assert made.transcript_at == recorded + signed + timedelta(days=days.transcript)
    assert made.warn_at is None


@given(moments, signatures.filter(lambda value: value is not None), settings)
def test_with_the_signature_audio_goes_at_once_unless_the_practice_keeps_its_days(recorded, signed, days):
    made = plan(recorded, signed, days)
    latest = plan(recorded, None, days).audio_at
    assert made.audio_at == (min(recorded + signed, latest) if days.until_signature else latest)


@given(moments, settings)
def test_unsigned_text_stays_while_a_draft_needs_it_and_someone_is_warned_before_the_audio_goes(
    recorded, days
):
    made = plan(recorded, None, days)
    assert made.transcript_at is None
    assert recorded <= made.warn_at <= made.audio_at
    assert made.audio_at - made.warn_at <= WARN_BEFORE


@given(moments, settings)
def test_what_no_draft_needs_goes_with_the_audio_and_without_a_warning(recorded, days):
    made = plan(recorded, None, days, draft_needed=False)
    assert made.transcript_at == made.audio_at
    assert made.warn_at is None


@given(moments, signatures, settings, st.integers(0, 60))
def test_fewer_days_never_keep_anything_longer(recorded, signed, days, fewer):
    assume(fewer <= days.audio)
    shorter = Days(fewer, days.transcript, days.until_signature, days.excerpts)
    assert plan(recorded, signed, shorter).audio_at <= plan(recorded, signed, days).audio_at


@given(moments, signatures, settings, st.booleans(), st.booleans())
def test_the_reason_is_always_a_sentence(recorded, signed, days, needed, held):
    why = plan(recorded, signed, days, draft_needed=needed, held=held).why
    assert why[0].isupper()
    assert why.endswith(".")


def test_the_default_is_a_week_or_the_signature():
    unsigned = plan(RECORDED, None, Days())
    assert (unsigned.audio_at, unsigned.warn_at) == (RECORDED + WEEK, RECORDED + timedelta(days=5))
    signed = plan(RECORDED, timedelta(days=2), Days())
    assert signed.audio_at == signed.transcript_at == RECORDED + timedelta(days=2)
    assert signed.why == "The note is signed: the recording goes now; so does the text."


def test_a_signature_before_the_recording_deletes_nothing_that_is_not_there_yet():
    made = plan(RECORDED, timedelta(days=-3), Days(transcript=1))
    assert (made.audio_at, made.transcript_at) == (RECORDED, RECORDED + timedelta(days=1))
