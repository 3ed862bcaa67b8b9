"""Background jobs, kept in PostgreSQL by procrastinate.

A job is queued in the caller's transaction: it exists exactly if what it is about was committed.
Jobs take ids and never client text, may run twice without harm, and go on after a kill.
`docs/reference/jobs.md` lists them and says what a job may rely on.
"""

from rapport.base.jobs.declaring import JobFailed, job, registered_names
from rapport.base.jobs.given_up import given_up
from rapport.base.jobs.identifiers import Identifier, NotAnIdentifier
from rapport.base.jobs.queue import UnknownJob, enqueue

__all__ = [
    "Identifier",
    "JobFailed",
    "NotAnIdentifier",
    "UnknownJob",
    "enqueue",
    "given_up",
    "job",
    "registered_names",
]
