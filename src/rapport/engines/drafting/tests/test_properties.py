"""What holds for any session at all."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from rapport.engines.drafting import draft_note, load_formats
from rapport.engines.kinds import SentenceKind, SessionContext, Speaker, Transcript, Utterance

LINES = st.sampled_from(
    [
        "I haven't slept more than four hours since Monday.",
        "Um, I- I was going to call her, but, you know, I didn't.",
        "I drink three beers most nights, and my wife hates it.",
        "It hurts.",
        "No.",
        "Yeah, okay, I could do that on Friday.",
        "Could you try a short walk every day this week?",
        "How much do you believe that, from zero to a hundred?",
        "Maybe forty.",
        "I feel like a burden to my family, “a dead weight”, he says.",
        "I'm taking fifty milligrams of sertraline now, not a hundred.",
        "See you next Tuesday at nine.",
        "So you feel stuck between two worlds.",
        "Mm-hmm.",
        "I used to smoke a pack a day - now it's, uh, half.",
        "¿Y usted? No puedo dormir por las noches desde hace meses.",
    ]
)
TURNS = st.lists(st.tuples(st.sampled_from(list(Speaker)), st.lists(LINES, max_size=4)), max_size=14)


def transcript(turns):
    return Transcript(
        tuple(Utterance(f"r{i}", i, who, " ".join(lines)) for i, (who, lines) in enumerate(turns))
    )


@settings(max_examples=40, deadline=None)
@given(TURNS, st.sampled_from(sorted(load_formats())))
def test_every_quotation_is_what_was_said_by_a_known_speaker_and_a_second_run_agrees(turns, form):
    said = transcript(turns)
    lines = said.by_ref()
    draft = draft_note(said, context=SessionContext(), format=load_formats()[form])
    for sentence in (s for section in draft.sections for s in section.sentences):
        assert sentence.evidence
        for span in sentence.evidence:
            assert lines[span.ref].text[span.start : span.end] == span.quote
            assert lines[span.ref].speaker in {Speaker.CLIENT, Speaker.CLINICIAN}
        if sentence.kind is SentenceKind.QUOTED:
            quotes = [
                span.quote.translate(str.maketrans('"“”', "'\u2018\u2019")) for span in sentence.evidence
            ]
            pieces = re.findall(r"“([^”]+)”", sentence.text)
            assert pieces
            assert all(any(piece in quote for quote in quotes) for piece in pieces)
    assert draft == draft_note(said, context=SessionContext(), format=load_formats()[form])
