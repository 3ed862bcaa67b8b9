/* <form data-module="confirm-leave">: asks before a page with unsaved text is left.
   Submitting the form, or a "rapport:saved" event on it, counts as saved. */

export function start(form) {
  let isChanged = false;
  form.addEventListener("input", () => {
    isChanged = true;
  });
  for (const done of ["submit", "reset", "rapport:saved"]) {
    form.addEventListener(done, () => {
      isChanged = false;
    });
  }
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) isChanged = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged && form.isConnected) event.preventDefault();
  });
}
