"""Background jobs, kept in PostgreSQL by procrastinate.

A job is queued in the caller's transaction: it exists exactly if what it is about was committed.
Jobs take ids and never client text, may run twice without harm, and go on after a kill.
"""

from rapport.base.jobs.queue import NotAnIdentifier, UnknownJob, enqueue, job, registered_names

__all__ = ["NotAnIdentifier", "UnknownJob", "enqueue", "job", "registered_names"]
