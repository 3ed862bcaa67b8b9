/* <div data-module="focus" tabindex="-1">: takes the focus when the page opens, as an error summary should. */

export function start(element) {
  element.focus();
}
