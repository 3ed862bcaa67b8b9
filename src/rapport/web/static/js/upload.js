/* Sends a recording in numbered chunks, so that a lost connection or a closed laptop loses nothing.

   <form data-module="upload" method="post" enctype="multipart/form-data"
         data-begin-url="..." data-chunk-bytes="4194304">       without a script it posts the file whole
     <input type="file" data-file>  other fields (mode, consent ticks) go along with the first request
     <progress data-progress max="100" hidden></progress>  <p data-status role="status"></p>
     <button data-stop type="button" hidden>   pauses and goes on
   1. POST data-begin-url: the form's fields without the file, plus size, content_type, key (size and time of the
      file, no name) → 200 JSON {"chunk_url": ".../chunks/", "finish_url": "...", "received": [0, 1, ...]}
      The same key again gives the same upload, so that it resumes.
   2. POST chunk_url + number: the raw bytes (application/octet-stream), header X-Chunk-SHA256 (hex)
      → 200/201 acknowledged: it is stored. 409 or 422: sent again. 403/404/410/413/415: final, the text is shown.
   3. POST finish_url: chunks (how many), size → 200 JSON {"next_url": "..."}; the page goes there.
   Errors may be JSON {"message": "..."}; it is shown as it is. */

import { announce, post } from "./shared.js";

const FINAL = new Set([400, 401, 403, 404, 410, 413, 415]);
const WAITS_MS = [1000, 2000, 5000, 10_000, 20_000, 30_000];

class Refused extends Error {}

async function hex(buffer) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", buffer));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function messageOf(answer) {
  try {
    return (await answer.json()).message ?? "";
  } catch {
    return "";
  }
}

/* One request that is tried again while the fault may pass. */
async function insist(send, onWait, wanted) {
  for (let turn = 0; wanted(); turn += 1) {
    let answer = null;
    try {
      answer = await send();
    } catch {
      /* no connection: wait and try again */
    }
    if (answer?.redirected) throw new Refused("You were signed out. Sign in again; the upload goes on where it stopped.");
    if (answer?.ok) return answer;
    if (answer && FINAL.has(answer.status)) {
      throw new Refused((await messageOf(answer)) || `The server refused this file (${answer.status}).`);
    }
    const wait = WAITS_MS[Math.min(turn, WAITS_MS.length - 1)];
    onWait(wait, answer && (await messageOf(answer)));
    await new Promise((done) => setTimeout(done, wait));
  }
  return null;
}

export function start(form) {
  const input = form.querySelector("[data-file]");
  const bar = form.querySelector("[data-progress]");
  const status = form.querySelector("[data-status]");
  const stop = form.querySelector("[data-stop]");
  const size = Number(form.dataset.chunkBytes) || 4 * 1024 * 1024;
  let isWanted = false;
  let isRunning = false;
  let isLeaving = false;
  if (!window.crypto?.subtle) return; // plain http on another machine: the form posts as it is

  const say = (text) => {
    if (status.textContent !== text) status.textContent = text;
  };
  const wanted = () => isWanted;
  const waiting = (ms, said) => say(`${said || "No connection."} Trying again in ${ms / 1000} seconds; what was sent is kept.`);

  async function send(file) {
    const fields = new FormData(form);
    fields.delete(input.name);
    fields.set("size", file.size);
    fields.set("content_type", file.type);
    fields.set("key", `${file.size}-${file.lastModified}`);
    const begun = await insist(() => post(form.dataset.beginUrl, fields), waiting, wanted);
    if (!begun) return null;
    const { chunk_url: chunkUrl, finish_url: finishUrl, received = [] } = await begun.json();
    const there = new Set(received);
    const count = Math.max(1, Math.ceil(file.size / size));
    for (let number = 0; number < count; number += 1) {
      if (!there.has(number)) {
        const bytes = await file.slice(number * size, (number + 1) * size).arrayBuffer();
        const headers = { "Content-Type": "application/octet-stream", "X-Chunk-SHA256": await hex(bytes) };
        if (!(await insist(() => post(chunkUrl + number, bytes, { headers }), waiting, wanted))) return null;
      }
      bar.value = Math.round(((number + 1) / count) * 100);
      say(`${bar.value} % is stored.`);
    }
    const closing = new FormData();
    closing.set("chunks", count);
    closing.set("size", file.size);
    return insist(() => post(finishUrl, closing), waiting, wanted);
  }

  async function run() {
    const file = input.files[0];
    isRunning = isWanted = true;
    bar.hidden = false;
    if (stop) stop.hidden = false;
    try {
      const done = await send(file);
      if (!done) return say("Paused. What was sent is kept.");
      announce("The recording is stored.");
      isLeaving = true;
      window.location.assign((await done.json()).next_url);
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      say(fault.message);
      if (stop) stop.hidden = true;
    } finally {
      isRunning = isWanted = false;
    }
    return undefined;
  }

  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    if (!isRunning) run();
  });
  stop?.addEventListener("click", () => {
    if (isRunning) isWanted = false;
    else run();
    stop.textContent = isWanted ? "Pause" : "Go on";
  });
  window.addEventListener("beforeunload", (event) => {
    if (isRunning && !isLeaving) event.preventDefault();
  });
}
