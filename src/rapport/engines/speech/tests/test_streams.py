"""A recording can come as a stream: nothing of it need lie on the disk."""

import io

import pytest

from rapport.engines.speech import UnableToReadAudio, probe
from rapport.engines.speech.tests.sounds import hum, write


@pytest.mark.parametrize("ending", ["wav", "ogg", "mp3", "flac"])
def test_a_stream_is_read_as_its_file_is(tmp_path, ending):
    path = write(tmp_path / f"a.{ending}", hum(3.0))
    assert probe(io.BytesIO(path.read_bytes())) == probe(path)


def test_a_stream_is_read_from_its_beginning_every_time(tmp_path):
    stream = io.BytesIO(write(tmp_path / "a.wav", hum(2.0)).read_bytes())
    first = probe(stream)
    assert probe(stream) == first
    assert not stream.closed


def test_an_empty_stream_is_told_as_an_empty_file_is():
    with pytest.raises(UnableToReadAudio, match="empty"):
        probe(io.BytesIO())
