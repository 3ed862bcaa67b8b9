"""From a transcript to a draft note: propose, verify, fall back, exchange by exchange.

What matters is chosen by rule; each sentence is reported speech by rule, a verified proposal of a model,
or the exact words in quotation marks. A sentence that ``engines.grounding`` does not accept is left out.
"""

from rapport.engines.drafting.formats import NoteFormat, SectionRule, load_formats
from rapport.engines.drafting.session import DraftingSession, draft_note
from rapport.engines.drafting.summaries import Summaries, Summary, draft_summaries
from rapport.engines.drafting.wording import Proposer, Verifier

__all__ = [
    "DraftingSession",
    "NoteFormat",
    "Proposer",
    "SectionRule",
    "Summaries",
    "Summary",
    "Verifier",
    "draft_note",
    "draft_summaries",
    "load_formats",
]
