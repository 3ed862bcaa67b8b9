/* <nav data-module="panes"> with links to the panes of a .review (#note, #source): on a small screen CSS shows the
   pane that the address points to (or points into); this says which one with aria-current, and brings it into view. */

export function start(nav) {
  const links = [...nav.querySelectorAll('a[href^="#"]')];
  const pane = (link) => document.getElementById(link.hash.slice(1));

  function follow() {
    const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    const shown = links.find((link) => target && pane(link)?.contains(target));
    for (const link of links) {
      if (link === (shown ?? links[0])) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (shown && pane(shown) === target) nav.scrollIntoView({ block: "start" });
  }

  window.addEventListener("hashchange", follow);
  follow();
}
