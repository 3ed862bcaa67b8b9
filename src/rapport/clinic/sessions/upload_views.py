"""Receiving and playing audio; the contract with the browser heads web/static/js/upload.js."""

from __future__ import annotations

import hashlib
import re
import uuid
from contextlib import suppress
from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from rapport.base.errors import Expected
from rapport.clinic.sessions import queries, services
from rapport.clinic.sessions.blobs import RecordingStream
from rapport.clinic.sessions.policies import CHUNK_BYTES, sound_type
from rapport.safeguards.gates import ActorRequest, signed_in
from rapport.trust.retention.services import OnLegalHold

MOST_BYTES = 2 * 1024**3
_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


@require_POST
@signed_in
def begin(request: ActorRequest, session_id: uuid.UUID) -> HttpResponse:
    """Open an upload, or go on with the one that has the same key."""
    try:
        recording = services.begin_recording(
            by=request.actor, session_id=session_id, source=_source(request),
            media_type=request.POST.get("content_type", ""), upload_key=request.POST.get("key", ""),
            at=timezone.now(),
        )  # fmt: skip
    except Expected as error:
        return JsonResponse({"message": str(error)}, status=error.status)
    return JsonResponse(
        {
            "chunk_url": reverse("sessions:chunks", args=[recording.id]),
            "finish_url": reverse("sessions:finish", args=[recording.id]),
            "received": queries.received_chunks(recording.id),
        }
    )


@require_POST
@signed_in
def chunk(request: ActorRequest, recording_id: uuid.UUID, number: int) -> HttpResponse:
    """Store one piece; the answer 201 says that it is stored encrypted."""
    try:
        services.store_chunk(
            by=request.actor, recording_id=recording_id, number=number, data=request.body,
            sha256=request.headers.get("X-Chunk-SHA256", ""), at=timezone.now(),
        )  # fmt: skip
    except Expected as error:
        return JsonResponse({"message": str(error)}, status=error.status)
    return JsonResponse({"stored": number}, status=201)


@require_POST
@signed_in
def finish(request: ActorRequest, recording_id: uuid.UUID) -> HttpResponse:
    """Close the upload and start the work."""
    try:
        count = int(request.POST.get("chunks", "0") or 0)
        recording = services.finish_recording(
            by=request.actor, recording_id=recording_id, chunks=count, at=timezone.now()
        )
    except Expected as error:
        return JsonResponse({"message": str(error)}, status=error.status)
    except ValueError:
        return JsonResponse({"message": "Say how many pieces were sent."}, status=400)
    return JsonResponse({"next_url": reverse("sessions:progress", args=[recording.session_id])})


@require_POST
@signed_in
def whole_file(request: ActorRequest, session_id: uuid.UUID) -> HttpResponse:
    """Take a recording in one piece, from a browser without a script."""
    queries.session_for(by=request.actor, session_id=session_id)
    file = request.FILES.get("recording")
    if file is None or not file.size:
        raise services.UnableToStoreChunk("Choose a recording first. The file that arrived is empty.")
    if file.size > MOST_BYTES:
        raise services.UnableToStoreChunk(
            "This file is larger than 2 GB. Save the recording as mp3 or opus first."
        )
    recording = services.begin_recording(
        by=request.actor, session_id=session_id, source=_source(request),
        media_type=file.content_type or "", at=timezone.now(),
    )  # fmt: skip
    try:
        count = _store(request, recording.id, file)
    except Expected:
        # Without a script nobody goes on with these pieces: the file is chosen again.
        with suppress(OnLegalHold):
            services.delete_recording(
                by=request.actor, recording_id=recording.id, rule="upload broke off", at=timezone.now()
            )
        raise
    services.finish_recording(by=request.actor, recording_id=recording.id, chunks=count, at=timezone.now())
    return redirect("sessions:progress", session_id=session_id)


def _store(request: ActorRequest, recording_id: uuid.UUID, file: UploadedFile[Any]) -> int:
    count = 0
    for count, data in enumerate(iter(partial(file.read, CHUNK_BYTES), b""), start=1):
        services.store_chunk(
            by=request.actor, recording_id=recording_id, number=count - 1, data=data,
            sha256=hashlib.sha256(data).hexdigest(), at=timezone.now(),
        )  # fmt: skip
    return count


@require_GET
@signed_in
def audio(request: ActorRequest, recording_id: uuid.UUID) -> HttpResponse:
    """Play a recording, whole or the range that the player asks for; decrypted as it is sent."""
    recording, stream = queries.audio_for(by=request.actor, recording_id=recording_id)
    content_type = sound_type(recording.media_type)
    wanted = _RANGE.match(request.headers.get("Range", ""))
    if wanted is None:
        response: HttpResponse | FileResponse = FileResponse(stream, content_type=content_type)
        response["Content-Length"] = str(stream.size)
    else:
        response = _part(stream, wanted, content_type)
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = 'attachment; filename="recording"'  # played by a page, opened by nobody
    response["X-Content-Type-Options"] = "nosniff"
    return response  # type: ignore[return-value]  # a FileResponse is one that streams


def _part(stream: RecordingStream, wanted: re.Match[str], content_type: str) -> HttpResponse:
    first, last = wanted.group(1), wanted.group(2)
    start = int(first) if first else max(0, stream.size - int(last or 0))
    end = min(int(last) if first and last else stream.size - 1, start + CHUNK_BYTES - 1, stream.size - 1)
    if start >= stream.size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{stream.size}"})
    stream.seek(start)
    response = HttpResponse(stream.read(end - start + 1), content_type=content_type, status=206)
    response["Content-Range"] = f"bytes {start}-{end}/{stream.size}"
    return response


def _source(request: ActorRequest) -> str:
    return "dictation" if request.POST.get("mode") == "dictation" else "upload"
