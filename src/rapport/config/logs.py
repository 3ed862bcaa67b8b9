"""Keeps client text out of the operator's log."""

from __future__ import annotations

import logging
import re

_SECRET = re.compile(r"(/s/)[^/\s\"']+")


class NoClientText(logging.Filter):
    """This will cut a traceback to types and places, since messages can hold client text."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let the record through without exception messages or the request object."""
        if record.exc_info and record.exc_info[0]:
            record.exc_text = _places(record.exc_info)
            record.exc_info = None
        record.__dict__.pop("request", None)
        record.msg, record.args = _SECRET.sub(r"\1…", record.getMessage()), None
        return True


def _places(exc_info: tuple[object, ...]) -> str:
    kind, trace = exc_info[0], exc_info[2]
    lines = [f"{getattr(kind, '__module__', '')}.{getattr(kind, '__qualname__', kind)}"]
    while trace is not None:
        code = trace.tb_frame.f_code  # type: ignore[attr-defined]  # exc_info is typed loosely by logging
        lines.append(f"  {code.co_filename}:{trace.tb_lineno} in {code.co_name}")  # type: ignore[attr-defined]  # same
        trace = trace.tb_next  # type: ignore[attr-defined]  # same
    return "\n".join(lines)
