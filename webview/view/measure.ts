/** Sizes of the boxes of a drawing, from the text on their faces. */
import type { Face } from "../faces.ts";
import type { Size } from "../layout/drawing.ts";

/** Width in drawing units of a text in a style of {@link FONTS}. */
export type Measure = (text: string, style: TextStyle) => number;
export type TextStyle = "title" | "small" | "code";

export const FONT_SIZES: Record<TextStyle, number> = { title: 13, small: 11, code: 11 };
export const PADDING = 10;
/** The coloured stripe at the left edge. */
export const STRIPE = 8;
export const LINE = 16;
const NARROWEST = 112;

/** Without a page to measure in: average widths of common fonts. */
export const roughMeasure: Measure = (text, style) =>
  text.length * FONT_SIZES[style] * (style === "code" ? 0.61 : 0.56);

export function pageMeasure(sans: string, mono: string): Measure {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return roughMeasure;
  const fonts: Record<TextStyle, string> = {
    title: `600 ${FONT_SIZES.title}px ${sans}`,
    small: `${FONT_SIZES.small}px ${sans}`,
    code: `${FONT_SIZES.code}px ${mono}`,
  };
  const known = new Map<string, number>();
  return (text, style) => {
    const key = style + text;
    let width = known.get(key);
    if (width === undefined) {
      context.font = fonts[style];
      width = context.measureText(text).width;
      known.set(key, width);
    }
    return width;
  };
}

/** The gradient as it stands on the face. */
export function gradientText(face: Face): string {
  return face.gradient === "" ? "" : `∂ ${face.gradient}`;
}

export function badgesText(face: Face): string {
  return face.badges.map((badge) => badge.text).join(" · ");
}

export function faceSize(face: Face, measure: Measure): Size {
  // Room for the mark of a changed gradient is always there, so that comparing moves nothing.
  const title = measure(face.title, "title") + 12 + measure(`Δ ${face.tag}`, "small");
  const place = measure(face.place, "code");
  const numbers = measure(face.forward, "code") + measure(gradientText(face), "code") + (face.forward !== "" ? 14 : 0);
  const badges = measure(badgesText(face), "small");
  const width = Math.max(NARROWEST, title, place, numbers, badges) + STRIPE + 2 * PADDING;
  return { width: Math.ceil(width), height: 16 + LINE * lineCount(face) };
}

function lineCount(face: Face): number {
  return 1 + (face.place === "" ? 0 : 1) + 1 + (face.badges.length === 0 ? 0 : 1);
}
