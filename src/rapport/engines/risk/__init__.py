"""What was said about danger: found by rule, quoted, and left to the clinician to judge.

There is no score and no level. A topic is "raised" on the least sign, "denied" only where a plain question
had a plain no, and otherwise "not asked". The clinician's review is the safety measure; this is its finder.
"""

from rapport.engines.risk.find import NOT_ASKED_TEXT, find_risk, label

__all__ = ["NOT_ASKED_TEXT", "find_risk", "label"]
