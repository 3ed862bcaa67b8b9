/* Going through a draft sentence by sentence with the keyboard. Without it every button still posts its form.

   <div data-module="review">
     <li data-sentence data-state="proposed" id="s7" tabindex="-1">     state: proposed accepted edited rejected
       <p data-text>...</p>
       <a href="#u4" data-evidence="u4" data-start="34.8" data-end="47.3">1 source</a>   one or more
       <form method="post" action="..."><button data-action="accept">  also: reject, undo, edit, cancel
       <details><summary data-action="edit"> <form ...><textarea data-editor>   or a button that fetches the editor
   A form may carry hx-post; then the server answers with the new <li> (same id) and this module goes on from there.
   Keys: j/↓ k/↑ move · n next undecided · a accept · e edit · x reject · u undo · v show the source · r hear it · ? help.
   <dialog data-review-help> is the list of keys. In an editor Ctrl+Enter saves and Escape leaves.
   Cited lines get .is-cited; the sentence in hand .is-current; what happened is said in a live region. */

import { announce, isHidden, isShown, isTyping } from "./shared.js";

const WORDS = { proposed: "not decided", accepted: "accepted", edited: "edited", rejected: "rejected" };

export function start(root) {
  let currentId = null;
  let [evidenceTurn, wasChanged] = [0, false];

  const sentences = () => [...root.querySelectorAll("[data-sentence]")];
  const current = () => document.getElementById(currentId ?? "") ?? root.querySelector(".is-current");
  const editor = () => current()?.querySelector("[data-editor]");

  function select(sentence, { focus = true } = {}) {
    if (!sentence) return;
    if (sentence !== current()) evidenceTurn = 0;
    for (const other of root.querySelectorAll(".is-current")) other.classList.remove("is-current");
    sentence.classList.add("is-current");
    currentId = sentence.id || null;
    cite(sentence);
    if (!focus) return;
    sentence.focus({ preventScroll: true });
    sentence.scrollIntoView({ block: "nearest" });
  }

  function move(step) {
    const all = sentences();
    const at = all.indexOf(current());
    select(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))]);
  }

  function nextUndecided() {
    const all = sentences();
    const after = all.indexOf(current()) + 1;
    const next = [...all.slice(after), ...all.slice(0, after)].find((one) => one.dataset.state === "proposed");
    if (next) select(next);
    else announce("Every sentence is decided.");
  }

  function cite(sentence) {
    for (const line of document.querySelectorAll(".is-cited")) line.classList.remove("is-cited");
    for (const link of sentence.querySelectorAll("[data-evidence]")) {
      document.getElementById(link.dataset.evidence)?.classList.add("is-cited");
    }
  }

  function evidence() {
    const links = [...(current()?.querySelectorAll("[data-evidence]") ?? [])];
    if (!links.length) return announce("This sentence has no source in the session.");
    return links[evidenceTurn++ % links.length];
  }

  function show(link) {
    const line = link && document.getElementById(link.dataset.evidence);
    if (!line) return;
    if (!line.getClientRects().length) window.location.hash = line.id;
    line.scrollIntoView({ block: "center" });
    announce(`Source: ${line.innerText.replace(/\s+/g, " ").trim()}`);
  }

  function hear(link) {
    show(link);
    const { start: from, end: to } = link?.dataset ?? {};
    if (!from) return;
    const detail = { start: Number(from), end: to ? Number(to) : undefined };
    document.dispatchEvent(new CustomEvent("rapport:play", { detail }));
  }

  function act(name) {
    const button = current()?.querySelector(`[data-action="${name}"]`);
    if (!button) return announce("Not possible for this sentence.");
    button.click();
    if (name !== "edit") return undefined;
    editor()?.focus(); // at once, so that no key is lost; and again where it had to be fetched first
    return requestAnimationFrame(() => editor()?.focus());
  }

  const keys = {
    ...{ j: () => move(1), ArrowDown: () => move(1) },
    ...{ k: () => move(-1), ArrowUp: () => move(-1) },
    n: nextUndecided,
    a: () => act("accept"),
    e: () => act("edit"),
    x: () => act("reject"),
    u: () => act("undo"),
    v: () => show(evidence()),
    r: () => hear(evidence()),
    "?": () => document.querySelector("dialog[data-review-help]")?.showModal(),
  };

  function onKey(event) {
    if (event.target.matches?.("[data-editor]")) return onEditorKey(event);
    if (isHidden() || isTyping(event) || (event.key.startsWith("Arrow") && !root.contains(event.target))) return;
    if (!Object.hasOwn(keys, event.key) || (event.repeat && !/^(j|k|Arrow)/.test(event.key))) return;
    event.preventDefault();
    keys[event.key]();
  }

  function onEditorKey(event) {
    const sentence = event.target.closest("[data-sentence]");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      wasChanged = true;
      event.target.form.requestSubmit();
    } else if (event.key === "Escape") {
      sentence?.querySelector('[data-action="cancel"]')?.click();
      event.target.closest("details")?.removeAttribute("open");
      select(sentence);
    }
  }

  function onSwap(event) {
    const sentence = current();
    if (!sentence || !(sentence === event.target || root.contains(event.target))) return;
    if (isShown(editor())) return editor().focus();
    if (!wasChanged) return select(sentence);
    wasChanged = false;
    announce(`Sentence ${WORDS[sentence.dataset.state] ?? sentence.dataset.state}.`);
    if (sentence.dataset.state === "proposed") select(sentence);
    else nextUndecided();
  }

  root.addEventListener("focusin", (event) => {
    const sentence = event.target.closest("[data-sentence]");
    if (sentence && sentence !== current()) select(sentence, { focus: false });
  });
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action]");
    if (button) wasChanged = !["edit", "cancel"].includes(button.dataset.action);
    const link = event.target.closest("[data-evidence]");
    if (!link) return;
    event.preventDefault();
    select(link.closest("[data-sentence]"), { focus: false });
    hear(link);
  });
  document.addEventListener("keydown", onKey);
  document.addEventListener("htmx:afterSettle", onSwap);
}
