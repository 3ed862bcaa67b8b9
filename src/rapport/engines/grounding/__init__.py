"""Does a draft sentence say what its lines say, and nothing else?

``locate`` finds a quote by search; ``check`` compares a sentence with the lines it rests on, word by word.
The check is made to doubt: what it cannot follow it refuses, and the draft then quotes instead. It knows
English; in another language only quotations pass. It judges one sentence against its own lines, not
whether a later line takes something back.
"""

from rapport.engines.grounding.check import check
from rapport.engines.grounding.locate import locate
from rapport.engines.grounding.sources import measure_text
from rapport.engines.grounding.verdict import Failure, FailureCode, Verdict

__all__ = ["Failure", "FailureCode", "Verdict", "check", "locate", "measure_text"]
