/** The drawing as an SVG document of its own: as seen, in the theme's colours, without style sheet or script. */
import { svg } from "../dom.ts";
import type { Size } from "../layout/drawing.ts";

/** What a style sheet decides about shapes and text, written onto the elements. */
const PROPERTIES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "display",
] as const;

const DEFAULTS: { readonly [property: string]: string } = {
  "fill-opacity": "1",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  opacity: "1",
  "font-weight": "400",
  "font-style": "normal",
  display: "inline",
};

const MARGIN = 16;

export function standaloneSvg(stage: SVGSVGElement, drawing: Size, title: string): SVGSVGElement {
  const width = Math.ceil(drawing.width + 2 * MARGIN);
  const height = Math.ceil(drawing.height + 2 * MARGIN);
  const copy = svg("svg", {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    height,
    viewBox: `${-MARGIN} ${-MARGIN} ${width} ${height}`,
    role: "img",
  });
  const ground = getComputedStyle(stage).getPropertyValue("--gl-ground").trim() || "#ffffff";
  copy.append(svg("title", {}, title));
  // Being far away hides text; an export is never far away.
  const wasFar = stage.classList.contains("far");
  stage.classList.remove("far");
  for (const child of stage.children) {
    if (child instanceof SVGElement) copy.append(inlined(child));
  }
  stage.classList.toggle("far", wasFar);
  copy.querySelector(".world")?.removeAttribute("transform");
  copy.querySelector("title")?.after(svg("rect", { x: -MARGIN, y: -MARGIN, width, height, fill: ground }));
  return copy;
}

export function svgText(picture: SVGSVGElement): string {
  // Text of a program may hold control characters, which XML can't, not even as entities.
  const text = new XMLSerializer()
    .serializeToString(picture)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "�");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`;
}

function inlined(original: SVGElement): SVGElement {
  // Cloning an SVG element gives an SVG element: the type of cloneNode is only wider.
  const copy = original.cloneNode(false) as SVGElement;
  for (const name of ["tabindex", "role", "aria-pressed", "aria-current", "aria-hidden", "aria-label", "style"])
    copy.removeAttribute(name);
  const styles = getComputedStyle(original);
  const isText = original instanceof SVGTextElement;
  const isShape = original instanceof SVGGeometryElement;
  for (const property of PROPERTIES) {
    const value = styles.getPropertyValue(property);
    if (value === "" || DEFAULTS[property] === value) continue;
    if (property.startsWith("font") && !isText) continue;
    if (/^(fill|stroke)/.test(property) && !isShape && !isText) continue;
    copy.setAttribute(property, value.replaceAll('"', "'"));
  }
  if (copy.getAttribute("stroke") === "none") copy.removeAttribute("stroke-width");
  // Screen readers get the label as the title of the whole item.
  const label = original.dataset["label"];
  if (label !== undefined) copy.append(svg("title", {}, label));
  for (const child of original.childNodes) {
    if (child instanceof SVGElement && child.classList.contains("cover")) continue;
    if (child instanceof SVGElement) copy.append(inlined(child));
    else if (child instanceof Text) copy.append(child.data);
  }
  return copy;
}
