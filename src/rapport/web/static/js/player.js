/* Listening to what was said.

   <div data-module="player">            the pane; holds one <audio>; its source must answer
                                         Range requests (206), or no browser can seek in it
     <li id="u4" data-start="34.8" data-end="47.3">   an utterance: seconds from the start of the recording
       <button data-play>0:34</button>   plays this line, to its end
       <span data-start data-end>        a word: a click plays from here to the end of the line
   Elsewhere on the page:
     <a data-evidence="u4" data-start="34.8" data-end="47.3">   see review.js; plays through "rapport:play"
   Keys, unless someone types: Space plays or stops, ← and → go five seconds back or on (inside the pane).
   Event in, on document:  rapport:play {start, end, ref}   Event out: rapport:played {ref}
   The line being heard has .is-playing. data-end missing: plays on. */

import { isHidden, isTyping } from "./shared.js";

const STEP_SECONDS = 5;

export function start(pane) {
  const audio = pane.querySelector("audio");
  if (!audio) return;
  const lines = [...pane.querySelectorAll("[id][data-start]")].map((element) => ({
    element,
    start: Number(element.dataset.start),
    end: element.dataset.end ? Number(element.dataset.end) : Infinity,
  }));
  let stopAt = Infinity;
  let current = null;

  function play(from, to = Infinity) {
    if (!Number.isFinite(from)) return;
    stopAt = to;
    const begin = () => {
      audio.currentTime = from;
      audio.play().catch(() => {});
    };
    if (audio.readyState >= 1) begin();
    else {
      audio.addEventListener("loadedmetadata", begin, { once: true });
      audio.load();
    }
  }

  function highlight() {
    const now = audio.currentTime;
    const line = lines.find((one) => now >= one.start && now < one.end) ?? null;
    if (line === current) return;
    current?.element.classList.remove("is-playing");
    current = line;
    if (!line || audio.paused) return;
    line.element.classList.add("is-playing");
    keepInView(line.element);
  }

  function keepInView(element) {
    if (pane.contains(document.activeElement) && document.activeElement !== pane) return;
    const box = element.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    const isScroller = pane.scrollHeight > pane.clientHeight;
    if (isScroller && (box.top < frame.top + 60 || box.bottom > frame.bottom)) {
      pane.scrollTop += box.top - frame.top - frame.height / 3;
    }
  }

  function onTime() {
    highlight();
    if (audio.currentTime < stopAt) return;
    stopAt = Infinity;
    audio.pause();
    document.dispatchEvent(new CustomEvent("rapport:played", { detail: { ref: current?.element.id } }));
  }

  function onClick(event) {
    const word = event.target.closest("[data-play], [data-start]:not([id])");
    const line = word?.closest("[id][data-start]");
    if (!line || window.getSelection()?.toString()) return;
    const from = word.dataset.start ?? line.dataset.start;
    play(Number(from), line.dataset.end ? Number(line.dataset.end) : Infinity);
  }

  function onKey(event) {
    if (isHidden() || isTyping(event) || event.target === audio) return;
    const isControl = event.target.closest("button, a, summary, input");
    if (event.key === " " && !isControl) {
      event.preventDefault();
      stopAt = Infinity;
      if (audio.paused) audio.play().catch(() => {});
      else audio.pause();
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      if (!pane.contains(event.target)) return;
      event.preventDefault();
      stopAt = Infinity;
      audio.currentTime = Math.max(0, audio.currentTime + (event.key === "ArrowLeft" ? -1 : 1) * STEP_SECONDS);
    }
  }

  audio.addEventListener("timeupdate", onTime);
  audio.addEventListener("pause", () => {
    current?.element.classList.remove("is-playing");
    current = null;
  });
  audio.addEventListener("seeking", () => {
    if (audio.currentTime > stopAt) stopAt = Infinity;
  });
  pane.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("rapport:play", (event) => play(event.detail.start, event.detail.end));
}
