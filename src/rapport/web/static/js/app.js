/* Starts the page's modules: <... data-module="player review"> loads ./player.js and ./review.js
   and calls start(element) of each, once an element. Content that htmx brings is looked at too.
   A page works without any of this; a module only adds to it. */

import { toast } from "./shared.js";

const started = new WeakMap();

async function startOne(element, name) {
  const names = started.get(element) ?? new Set();
  if (names.has(name)) return;
  names.add(name);
  started.set(element, names);
  const module = await import(new URL(`./${name}.js`, import.meta.url));
  module.start(element);
}

export function startModules(root) {
  const elements = [...root.querySelectorAll("[data-module]")];
  if (root instanceof Element && root.matches("[data-module]")) elements.unshift(root);
  for (const element of elements) {
    for (const name of element.dataset.module.split(/\s+/)) {
      if (/^[a-z-]+$/.test(name)) startOne(element, name);
    }
  }
}

function sendToken(event) {
  const token = document.querySelector('meta[name="csrf-token"]')?.content;
  if (token) event.detail.headers["X-CSRFToken"] = token;
  if (event.target.closest?.("[data-background]")) event.detail.headers["X-Background"] = "1";
}

/* A fragment must never turn into a sign-in page: whoever was signed out goes through the front door. */
function refuseSignInPage(event) {
  const address = event.detail.xhr?.responseURL;
  if (!address || !new URL(address).pathname.startsWith("/account/login")) return;
  event.detail.shouldSwap = false;
  window.location.reload();
}

document.documentElement.dataset.js = "";
document.addEventListener("htmx:beforeSwap", refuseSignInPage);
document.addEventListener("htmx:responseError", () => toast("That did not work. Nothing was changed.", 10));
document.addEventListener("htmx:sendError", () => toast("No connection. Nothing was changed; try again.", 10));
document.addEventListener("htmx:configRequest", sendToken);
document.addEventListener("htmx:load", (event) => startModules(event.detail.elt));
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  toast("The key did not answer. Try again, or use a code from your app.", 10);
});
startModules(document);
