"""What a person does without a mouse."""

from __future__ import annotations

from playwright.sync_api import Page

MOST_STEPS = 200
NAME = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "";
  const label = one.labels?.length ? one.labels[0].innerText : "";
  const group = one.closest("fieldset")?.querySelector("legend")?.innerText ?? "";
  const said = [one.getAttribute("aria-label") ?? "", label, one.innerText ?? "", group];
  return said.join("|").replace(/\\s+/g, " ");
}"""


class NotReached(AssertionError):
    """The Tab key never came to it."""


def reach(page: Page, name: str, *, within: str = "") -> None:
    """Press Tab until what has the focus is called ``name`` (in the group ``within``)."""
    seen = []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        said = page.evaluate(NAME)
        seen.append(said)
        if name in said and within in said:
            return
    raise NotReached(f"{name!r} is not among {seen[-40:]}")


def follow(page: Page, name: str) -> None:
    """Reach a link or button, press Enter, and wait for the page behind it."""
    reach(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, name: str, text: str) -> None:
    """Reach a field and write into it."""
    reach(page, name)
    page.keyboard.insert_text(text)


def tick(page: Page, name: str) -> None:
    """Reach a box or a choice and press the space bar."""
    reach(page, name)
    page.keyboard.press("Space")
