"""Propose, verify, fall back."""

import pytest

from rapport.engines.drafting import draft_note, load_formats
from rapport.engines.drafting.tests.lines import session
from rapport.engines.grounding import Failure, FailureCode, Verdict
from rapport.engines.kinds import SentenceKind, SessionContext

WALKS = """
C: What has the week been like?
K: I have been walking to the river with my neighbor every morning.
C: What else?
K: I picked up the sertraline, but I haven't started the pills.
"""


class Proposes:
    """Proposes one sentence for everything."""

    def __init__(self, sentence):
        self.sentence, self.asked = sentence, []

    def propose(self, exchange_text, topic):
        self.asked.append((exchange_text, topic))
        return self.sentence


def drafted(proposer=None, **more):
    draft = draft_note(
        session(WALKS), context=SessionContext(), format=load_formats()["dap"], proposer=proposer, **more
    )
    return [s for section in draft.sections for s in section.sentences if s.topic != "intervention"]


def test_wording_of_a_model_that_says_what_was_said_is_taken():
    good = "Client described walking to the river with their neighbor every morning."
    proposer = Proposes(
        "Client reported that they have been walking to the river with their neighbor every morning."
    )
    found = drafted(proposer)
    assert SentenceKind.WORDED_BY_MODEL in {s.kind for s in found} or good in {s.text for s in found}


@pytest.mark.parametrize(
    "wrong",
    [
        "Client reported that they have been running to the river every morning.",
        "Client reported that they have not been walking to the river with their neighbor every morning.",
        "Client reported that they have been walking to the river with their sister every morning.",
        "",
    ],
)
def test_wording_that_says_anything_else_is_thrown_away(wrong):
    found = drafted(Proposes(wrong))
    assert SentenceKind.WORDED_BY_MODEL not in {s.kind for s in found}
    assert any("walking to the river with" in s.text for s in found)


def test_a_model_is_never_asked_about_medicine():
    proposer = Proposes("Client reported that they started the pills.")
    found = drafted(proposer)
    assert all("sertraline" not in asked for asked, _ in proposer.asked)
    assert any("“I picked up the sertraline, but I haven't started the pills.”" in s.text for s in found)


def test_what_the_verifier_refuses_is_not_in_the_draft():
    def refuses(sentence, transcript, *, context):
        return Verdict(ok=False, failures=(Failure(FailureCode.NEW_WORDS, "no"),))

    assert drafted(verifier=refuses) == []
