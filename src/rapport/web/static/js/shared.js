/* What several modules need: the token for POST, one spoken line, one toast, and who is typing. */

export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? "";
}

/* POST with the token. `background` does not count as activity, so that a page cannot keep itself signed in. */
export function post(url, body, { headers = {}, background = false, signal } = {}) {
  return fetch(url, {
    method: "POST",
    body,
    signal,
    credentials: "same-origin",
    headers: {
      "X-CSRFToken": csrfToken(),
      ...(background ? { "X-Background": "1" } : {}),
      ...headers,
    },
  });
}

/* Says `text` to screen readers, once, politely. */
export function announce(text) {
  let region = document.getElementById("announcer");
  if (!region) {
    region = document.createElement("div");
    region.id = "announcer";
    region.className = "visually-hidden";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = text;
  });
}

export function toast(text, seconds = 5) {
  const box = document.getElementById("toasts");
  if (!box) return announce(text);
  const item = document.createElement("div");
  item.className = "toast";
  item.textContent = text;
  box.append(item);
  setTimeout(() => item.remove(), seconds * 1000);
  return item;
}

/* True while the person types, so that no shortcut steals a letter. */
export function isTyping(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  const target = event.target;
  if (!(target instanceof Element)) return false;
  if (document.querySelector("dialog[open]")) return true;
  return Boolean(
    target.closest('input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable="true"]'),
  );
}

export function isHidden() {
  return document.documentElement.hasAttribute("data-screen-hidden");
}

/* What stands in a closed <details> has a box and yet is not shown. */
export function isShown(element) {
  return Boolean(element?.checkVisibility?.() ?? element?.getClientRects().length);
}
