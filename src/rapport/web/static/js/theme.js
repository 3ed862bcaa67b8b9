/* <form data-module="theme">: its buttons (name="theme", value system|light|dark) change the page at once
   and remember the choice in the background. Without this the form posts and the page comes back. */

import { post } from "./shared.js";

export function start(form) {
  form.addEventListener("submit", async (event) => {
    const chosen = event.submitter?.value;
    if (!chosen) return;
    event.preventDefault();
    document.documentElement.dataset.theme = chosen;
    for (const button of form.querySelectorAll('button[name="theme"]')) {
      button.setAttribute("aria-pressed", String(button === event.submitter));
    }
    const body = new FormData(form);
    body.set("theme", chosen);
    await post(form.action, body, { background: true });
  });
}
