import numpy as np
import pytest

from rapport.engines.speech import UnableToReadAudio, probe
from rapport.engines.speech.tests.sounds import CODECS, hum, noise, silence, write


@pytest.mark.parametrize("ending", CODECS)
@pytest.mark.parametrize("channels", [1, 2])
def test_every_kind_of_file_is_read(tmp_path, ending, channels):
    sound = np.stack([hum(2.0)] * channels)
    facts = probe(write(tmp_path / f"session.{ending}", sound, rate=16_000))
    assert facts.duration == pytest.approx(2.0, abs=0.15)
    assert facts.channels == channels
    assert not facts.silent
    assert not facts.truncated
    assert facts.clipped_share == 0


def test_a_telephone_recording_at_8_khz_is_read(tmp_path):
    facts = probe(write(tmp_path / "call.wav", hum(1.5, rate=8000), rate=8000))
    assert (facts.sample_rate, facts.channels, facts.codec) == (8000, 1, "pcm_s16le")
    assert facts.duration == pytest.approx(1.5, abs=0.05)


def test_a_silent_recording_says_so(tmp_path):
    assert probe(write(tmp_path / "silent.wav", silence(2.0))).silent
    assert probe(write(tmp_path / "hiss.wav", noise(2.0, level=0.00005))).silent
    assert not probe(write(tmp_path / "quiet.wav", hum(2.0, level=0.01))).silent


def test_a_clipped_recording_tells_how_much_of_it_is(tmp_path):
    facts = probe(write(tmp_path / "loud.wav", hum(2.0, level=3.0)))
    assert facts.clipped_share > 0.05


def test_an_empty_file_is_refused_in_plain_words(tmp_path):
    path = tmp_path / "empty.wav"
    path.touch()
    with pytest.raises(UnableToReadAudio, match="empty"):
        probe(path)
    with pytest.raises(UnableToReadAudio):
        probe(tmp_path / "absent.wav")


@pytest.mark.parametrize("content", [b"\x00" * 5000, b"Dear Maya, " * 300, b"%PDF-1.7 " * 300, b"RIFF"])
def test_what_is_no_audio_is_refused(tmp_path, content):
    path = tmp_path / "session.wav"
    path.write_bytes(content)
    with pytest.raises(UnableToReadAudio):
        probe(path)


def test_a_video_without_sound_is_refused(tmp_path):
    import av

    path = tmp_path / "screen.webm"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libvpx", rate=5)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        picture = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
        for packet in [*stream.encode(picture), *stream.encode(None)]:
            container.mux(packet)
    with pytest.raises(UnableToReadAudio, match="no sound track"):
        probe(path)


@pytest.mark.parametrize("ending", ["wav", "flac", "mp3", "ogg"])
def test_a_truncated_file_is_read_as_far_as_it_goes_and_says_so(tmp_path, ending):
    path = write(tmp_path / f"session.{ending}", hum(20.0) + noise(20.0, level=0.01))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    facts = probe(path)
    assert facts.truncated
    assert 5 < facts.duration < 15


def test_a_truncated_m4a_has_lost_its_index_and_is_refused(tmp_path):
    path = write(tmp_path / "session.m4a", hum(5.0))
    path.write_bytes(path.read_bytes()[:-3000])
    with pytest.raises(UnableToReadAudio, match="cut off"):
        probe(path)


def test_a_damaged_middle_does_not_stop_the_reading(tmp_path):
    path = write(tmp_path / "session.mp3", hum(10.0))
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 400] = b"\x55" * 400
    path.write_bytes(bytes(content))
    assert probe(path).duration > 8
