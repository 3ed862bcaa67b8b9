/* <form data-module="answer-keys"> with rows [data-row] of radio buttons: while the focus is in a row, a digit
   chooses the answer of that value and goes on to the next row; "-" chooses "No answer". Arrow keys, Tab and the
   space bar do what they always do. */

function rowOf(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element)) return null;
  return event.target.matches('input[type="radio"]') ? event.target.closest("[data-row]") : null;
}

function radios(row) {
  return [...row.querySelectorAll('input[type="radio"]')];
}

function goOn(form, row) {
  const rows = [...form.querySelectorAll("[data-row]")];
  const next = rows[rows.indexOf(row) + 1];
  const target = next ? (radios(next).find((radio) => radio.checked) ?? radios(next)[0]) : form.querySelector('[type="submit"]');
  target.focus();
  target.closest("[data-row]")?.scrollIntoView({ block: "nearest" });
}

export function start(form) {
  form.addEventListener("keydown", (event) => {
    const row = rowOf(event);
    if (!row || !(/^\d$/.test(event.key) || event.key === "-")) return;
    const wanted = event.key === "-" ? "" : event.key;
    const radio = radios(row).find((one) => one.value === wanted);
    if (!radio) return;
    event.preventDefault();
    radio.checked = true;
    goOn(form, row);
  });
}
