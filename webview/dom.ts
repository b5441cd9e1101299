/** Makes HTML and SVG elements. Text always becomes text nodes: nothing that comes from a program is parsed as markup. */

type Attributes = { readonly [name: string]: string | number | boolean | null | undefined };
type Child = Node | string | null;

export function html<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  append(element, children);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  setAttributes(element, attributes);
  append(element, children);
  return element;
}

/** `true` writes an empty attribute; `false`, null and undefined remove it. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

function append(element: Element, children: readonly Child[]): void {
  for (const child of children) if (child !== null) element.append(child);
}

/** A push button with a label that is both its tooltip and its accessible name when `text` is only a symbol. */
export function button(
  text: string,
  label: string,
  onClick: () => void,
  attributes: Attributes = {},
): HTMLButtonElement {
  const isWord = /[A-Za-z]{2}/.test(text);
  const made = html(
    "button",
    {
      type: "button",
      title: label,
      ...(isWord ? {} : { "aria-label": label }),
      ...attributes,
    },
    text,
  );
  made.addEventListener("click", onClick);
  return made;
}
