"""Jobs that failed for good, so that whoever waits for them can be told."""

from __future__ import annotations

import json
from typing import Any

from django.db import connection

from rapport.base.jobs.identifiers import from_stored

_GIVEN_UP = """
SELECT DISTINCT gone.args::text FROM procrastinate_jobs AS gone
WHERE gone.task_name = %s AND gone.status = 'failed' AND NOT EXISTS (
  SELECT 1 FROM procrastinate_jobs AS again
  WHERE again.task_name = gone.task_name AND again.args = gone.args AND again.status IN ('todo', 'doing')
)
"""


def given_up(name: str) -> list[dict[str, Any]]:
    """Give the ids of jobs of this name that are not tried again: every try failed, or took its worker down.

    They are listed for as long as they are kept, ninety days; the caller asks whether it has told already.
    """
    with connection.cursor() as cursor:
        cursor.execute(_GIVEN_UP, [name])
        return [from_stored(json.loads(stored)) for (stored,) in cursor.fetchall()]
