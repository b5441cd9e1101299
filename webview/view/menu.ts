/** A button that opens a menu: arrow keys move in it, Escape closes it, a press elsewhere too. */
import { html } from "../dom.ts";

export function menu(text: string, label: string, entries: readonly (readonly [string, () => void])[]): HTMLElement {
  const id = `menu-${text.toLowerCase()}`;
  const opener = html(
    "button",
    { type: "button", class: "menu-button", "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": id },
    text,
  );
  const items = entries.map(([name]) => html("button", { type: "button", role: "menuitem", tabindex: -1 }, name));
  const list = html("div", { class: "menu", role: "menu", id, "aria-label": label, hidden: true }, ...items);
  const box = html("div", { class: "menu-box" }, opener, list);

  const close = (refocus: boolean): void => {
    list.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    if (refocus) opener.focus();
  };
  const open = (at: number): void => {
    list.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    items.at(at)?.focus();
  };
  opener.addEventListener("click", () => (list.hidden ? open(0) : close(true)));
  opener.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    open(event.key === "ArrowDown" ? 0 : -1);
  });
  items.forEach((item, at) => {
    item.addEventListener("click", () => {
      close(true);
      entries[at]?.[1]();
    });
  });
  list.addEventListener("keydown", (event) => {
    // Anything but an item, which has the focus, gives -1.
    const at = items.indexOf(event.target as HTMLButtonElement);
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
    const target = to[event.key];
    if (event.key === "Escape" || event.key === "Tab") {
      close(event.key === "Escape");
      if (event.key === "Escape") event.preventDefault();
      event.stopPropagation();
    } else if (target !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      items[(target + items.length) % items.length]?.focus();
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!list.hidden && event.target instanceof Node && !box.contains(event.target)) close(false);
  });
  return box;
}
