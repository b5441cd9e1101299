/** Icons of the film's controls, drawn here: fonts differ in which of these symbols they have. */
import { html, svg } from "../dom.ts";

export type IconName = "play" | "pause" | "start" | "end" | "back" | "forward";

/** Outlines on a 16 by 16 grid. */
const OUTLINES: Record<IconName, string> = {
  play: "M4 2.5L13 8L4 13.5Z",
  pause: "M4 3H7V13H4ZM9 3H12V13H9Z",
  start: "M3 3H5V13H3ZM13 3V13L6 8Z",
  end: "M11 3H13V13H11ZM3 3V13L10 8Z",
  back: "M10.5 3V13L3.5 8ZM11.5 3H13V13H11.5Z",
  forward: "M5.5 3V13L12.5 8ZM3 3H4.5V13H3Z",
};

export function icon(name: IconName): SVGSVGElement {
  return svg(
    "svg",
    { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true", class: "icon-picture" },
    svg("path", { d: OUTLINES[name], fill: "currentColor" }),
  );
}

export function iconButton(name: IconName, label: string, onClick: () => void): HTMLButtonElement {
  const made = html("button", { type: "button", class: "icon", title: label, "aria-label": label }, icon(name));
  made.addEventListener("click", onClick);
  return made;
}
