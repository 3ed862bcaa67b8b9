/* <button data-module="copy" data-copy="#id">: copies the text of the element that data-copy names
   (or the value of a field). Says so in words. Only for what may lie on a clipboard: codes, addresses. */

import { announce } from "./shared.js";

export function start(button) {
  const label = button.querySelector("[data-label]") ?? button;
  const before = label.textContent;
  button.addEventListener("click", async () => {
    const source = document.querySelector(button.dataset.copy);
    if (!source) return;
    try {
      await navigator.clipboard.writeText("value" in source ? source.value : source.innerText.trim());
      label.textContent = "Copied";
      announce("Copied");
    } catch {
      label.textContent = "Select and copy by hand";
    }
    setTimeout(() => {
      label.textContent = before;
    }, 2500);
  });
}
