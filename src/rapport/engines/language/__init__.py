"""Language models, optional everywhere: one interface, two adapters, and the proposer of wording.

``rapport.engines.language.endpoint`` is imported by whoever holds a permit for it, never from here, so that
nothing else pulls in a network library.
"""

from rapport.engines.language.in_process import InProcessModel
from rapport.engines.language.interface import LanguageModel, LanguageModelUnavailable, UnusableAnswer
from rapport.engines.language.proposer import TEMPLATE_HASH, Proposal, propose
from rapport.engines.language.scripted import ScriptedModel

__all__ = [
    "TEMPLATE_HASH",
    "InProcessModel",
    "LanguageModel",
    "LanguageModelUnavailable",
    "Proposal",
    "ScriptedModel",
    "UnusableAnswer",
    "propose",
]
