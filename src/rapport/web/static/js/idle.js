/* <dialog data-module="idle" data-idle-seconds="900" data-keep-url="...">: one minute before the server
   ends an idle sign-in it asks; [data-idle-stay] posts to data-keep-url; [data-idle-left] counts down.
   At the end the page reloads, so that nothing stays readable on an unattended screen.
   Keys and clicks count as activity: at most every two minutes they are reported to data-keep-url,
   so that whoever types a long note without saving is not signed out. Mouse moves do not count. */

import { post } from "./shared.js";

const WARN_SECONDS = 60;
const REPORT_EVERY_MS = 120_000;

export function start(dialog) {
  const allowed = Number(dialog.dataset.idleSeconds);
  const left = dialog.querySelector("[data-idle-left]");
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("rapport-activity") : null;
  let last = Date.now();
  let isReporting = false;

  function touch(tellOthers = true) {
    last = Date.now();
    if (dialog.open) dialog.close();
    if (tellOthers) channel?.postMessage("active");
  }

  async function report() {
    if (isReporting) return;
    isReporting = true;
    try {
      const answer = await post(dialog.dataset.keepUrl, new FormData());
      if (answer.ok && !answer.redirected) touch();
      else window.location.reload();
    } catch {
      /* offline: the server counts on; the clock here does too */
    } finally {
      isReporting = false;
    }
  }

  function tick() {
    const remaining = Math.ceil(allowed - (Date.now() - last) / 1000);
    if (remaining <= 0) {
      window.location.reload();
      return;
    }
    if (remaining > WARN_SECONDS) return;
    left.textContent = String(remaining);
    if (!dialog.open) dialog.showModal();
  }

  for (const kind of ["keydown", "pointerdown"]) {
    document.addEventListener(kind, () => {
      if (!dialog.open && Date.now() - last > REPORT_EVERY_MS) report();
    }, { passive: true });
  }
  dialog.querySelector("[data-idle-stay]").addEventListener("click", report);
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.addEventListener("htmx:afterRequest", (event) => {
    const background = event.detail.requestConfig?.headers?.["X-Background"];
    if (event.detail.successful && !background) touch();
  });
  channel?.addEventListener("message", () => touch(false));
  channel?.postMessage("active");
  setInterval(tick, 1000);
}
