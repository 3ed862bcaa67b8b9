/* <button data-module="dialog" data-dialog="#id">: opens that <dialog> modally; a [data-close] inside closes it.
   The dialog's own content must also be reachable without this (a link in a <noscript>, or a page of its own). */

export function start(button) {
  const dialog = document.querySelector(button.dataset.dialog);
  if (!dialog) return;
  button.addEventListener("click", () => dialog.showModal());
  for (const close of dialog.querySelectorAll("[data-close]")) {
    close.addEventListener("click", () => dialog.close());
  }
}
