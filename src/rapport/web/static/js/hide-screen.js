/* <button data-module="hide-screen">: hides everything behind a neutral cover; so does Escape twice
   within 0.6 s, wherever the focus is. Any key, click or tap brings the page back, with the focus where it was.
   Sets data-screen-hidden on <html>; audio stops; the title of the tab becomes neutral. */

import { isHidden } from "./shared.js";

const TWICE_WITHIN_MS = 600;
const root = document.documentElement;
let lastEscape = 0;
let titleBefore = "";
let focusBefore = null;

function hide() {
  if (isHidden()) return;
  titleBefore = document.title;
  focusBefore = document.activeElement;
  document.title = "Rapport";
  for (const sound of document.querySelectorAll("audio, video")) sound.pause();
  for (const dialog of document.querySelectorAll("dialog[open]:not(#idle-dialog)")) dialog.close();
  root.setAttribute("data-screen-hidden", "");
  const cover = document.getElementById("cover");
  cover.tabIndex = -1;
  cover.focus();
}

function show() {
  root.removeAttribute("data-screen-hidden");
  document.title = titleBefore;
  focusBefore?.focus?.({ preventScroll: true });
}

function onKey(event) {
  if (isHidden()) {
    if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!event.repeat) show();
    return;
  }
  if (event.key !== "Escape" || event.repeat) return;
  const now = performance.now();
  if (now - lastEscape < TWICE_WITHIN_MS) {
    lastEscape = 0;
    hide();
  } else {
    lastEscape = now;
  }
}

export function start(button) {
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    hide();
  });
  window.addEventListener("keydown", onKey, { capture: true });
  document.getElementById("cover").addEventListener("click", show);
}
