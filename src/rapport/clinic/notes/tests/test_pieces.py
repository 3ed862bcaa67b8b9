"""Words of the transcript that want a second ear stand apart, with what to know of them."""

from rapport.clinic.notes.presenters import Piece, _pieces
from rapport.engines.kinds import Correction, Speaker, Utterance, Word


def spoken(*words):
    return Utterance("u1", 0, Speaker.CLIENT, " ".join(word.text for word in words), 0.0, 3.0, words)


def test_sure_words_run_together_and_unsure_ones_stand_alone():
    line = spoken(
        Word("I", 0, 1, 0.9), Word("take", 1, 2, 0.95), Word("some", 2, 3, 0.5), Word("now", 3, 4, 0.2)
    )
    assert _pieces(line) == [
        Piece("I take"),
        Piece("some", "word-unsure", "The recognizer was 50 % sure"),
        Piece("now", "word-doubtful", "The recognizer was 20 % sure"),
    ]


def test_a_word_that_was_set_right_says_what_was_heard():
    line = spoken(Word("sertraline", 0, 1, 0.3, heard="searcher learn", correction=next(iter(Correction))))
    piece = _pieces(line)[0]
    assert piece.mark == "word-set-right"
    assert "searcher learn" in piece.remark
