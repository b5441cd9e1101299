/** A line of numbers as a small picture. NaN and infinities are gaps with a mark, never points. */
import { svg } from "../dom.ts";
import { shortNumber } from "../format.ts";

const WIDTH = 240;
const HEIGHT = 44;

/** @param unit what one number is, for the description @param isLogarithmic for norms, which span decades */
export function sparkline(values: readonly number[], unit: string, isLogarithmic: boolean): SVGSVGElement {
  const usable = values.map((value) =>
    isLogarithmic
      ? value > 0 && Number.isFinite(value)
        ? Math.log10(value)
        : Number.NaN
      : Number.isFinite(value)
        ? value
        : Number.NaN,
  );
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of usable) {
    if (Number.isNaN(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const x = (at: number): number => (values.length < 2 ? WIDTH / 2 : 3 + (at / (values.length - 1)) * (WIDTH - 6));
  const y = (value: number): number =>
    high === low ? HEIGHT / 2 : HEIGHT - 5 - ((value - low) / (high - low)) * (HEIGHT - 10);
  let path = "";
  let isDown = false;
  const marks: SVGElement[] = [];
  usable.forEach((value, at) => {
    if (Number.isNaN(value)) {
      isDown = false;
      if (!(isLogarithmic && values[at] === 0))
        marks.push(svg("path", { class: "odd", d: `M${x(at)} ${HEIGHT - 8}l-3 7h6z` }));
      return;
    }
    path += `${isDown ? "L" : "M"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
    isDown = true;
  });
  const ends =
    low > high
      ? "no finite number"
      : `from ${shortNumber(isLogarithmic ? 10 ** low : low)} to ${shortNumber(isLogarithmic ? 10 ** high : high)}`;
  const odd = marks.length === 0 ? "" : `, ${marks.length} not finite`;
  const label = `${values.length} ${unit === "pass" ? "passes" : `${unit}s`}, ${ends}${odd}${isLogarithmic ? ", logarithmic" : ""}`;
  return svg(
    "svg",
    {
      class: "sparkline",
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT,
      role: "img",
      "aria-label": label,
    },
    svg("title", {}, label),
    svg("path", { class: "curve", d: path }),
    ...marks,
  );
}
