/** A recorded plot as a small SVG: lines, points and bars on one pair of axes, in colours that suit light and dark. */

export interface Mark {
  readonly kind: "line" | "points" | "bars";
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly label: string;
}
export interface PlotTexts {
  readonly title: string;
  readonly xlabel: string;
  readonly ylabel: string;
  readonly isLogY: boolean;
}

const colours = ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b"];
const width = 480;
const height = 320;
const left = 64;
const right = 16;
const top = 32;
const bottom = 48;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]!);
const short = (x: number): string => String(Number(x.toPrecision(3)));

function range(values: readonly number[]): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const v of values) {
    if (!Number.isFinite(v)) continue;
    if (v < low) low = v;
    if (v > high) high = v;
  }
  if (low > high) return [0, 1];
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

/** The picture, or null when nothing finite was plotted. */
export function plotPicture(marks: readonly Mark[], texts: PlotTexts): string | null {
  const ofY = (y: number): number => (texts.isLogY ? Math.log10(y) : y);
  if (!marks.some((m) => m.y.some((y) => Number.isFinite(ofY(y))))) return null;
  const [x0, x1] = range(marks.flatMap((m) => [...m.x]));
  const bars = marks.some((m) => m.kind === "bars") ? [0] : [];
  const [y0, y1] = range([...bars, ...marks.flatMap((m) => m.y.map(ofY))]);
  const px = (x: number): string => (left + ((x - x0) / (x1 - x0)) * (width - left - right)).toFixed(1);
  const py = (y: number): string => (height - bottom - ((y - y0) / (y1 - y0)) * (height - top - bottom)).toFixed(1);
  const parts: string[] = [];
  marks.forEach((m, i) => {
    const colour = colours[i % colours.length]!;
    const points = m.x
      .map((x, k) => [x, ofY(m.y[k]!)] as const)
      .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
    if (m.kind === "line") {
      const at = points.map(([x, y]) => `${px(x)},${py(y)}`).join(" ");
      parts.push(`<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${at}"/>`);
    } else if (m.kind === "points") {
      for (const [x, y] of points) parts.push(`<circle cx="${px(x)}" cy="${py(y)}" r="2.5" fill="${colour}"/>`);
    } else {
      const each = Math.max(1, ((width - left - right) / Math.max(points.length, 1)) * 0.8);
      for (const [x, y] of points) {
        const from = Math.min(Number(py(y)), Number(py(0)));
        const size = Math.abs(Number(py(y)) - Number(py(0)));
        parts.push(
          `<rect x="${(Number(px(x)) - each / 2).toFixed(1)}" y="${from}" width="${each.toFixed(1)}" height="${size.toFixed(1)}" fill="${colour}"/>`,
        );
      }
    }
    if (m.label !== "") {
      parts.push(
        `<text x="${width - right - 4}" y="${top + 14 + 14 * i}" text-anchor="end" fill="${colour}">${escaped(m.label)}</text>`,
      );
    }
  });
  const y = (v: number): string => short(texts.isLogY ? 10 ** v : v);
  const grey = 'fill="#888888"';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11">`,
    `<path d="M${left} ${top}V${height - bottom}H${width - right}" fill="none" stroke="#888888"/>`,
    `<text x="${left}" y="${height - bottom + 16}" text-anchor="middle" ${grey}>${short(x0)}</text>`,
    `<text x="${width - right}" y="${height - bottom + 16}" text-anchor="end" ${grey}>${short(x1)}</text>`,
    `<text x="${left - 6}" y="${height - bottom}" text-anchor="end" ${grey}>${y(y0)}</text>`,
    `<text x="${left - 6}" y="${top + 8}" text-anchor="end" ${grey}>${y(y1)}</text>`,
    `<text x="${(left + width - right) / 2}" y="18" text-anchor="middle" ${grey} font-size="13">${escaped(texts.title)}</text>`,
    `<text x="${(left + width - right) / 2}" y="${height - 8}" text-anchor="middle" ${grey}>${escaped(texts.xlabel)}</text>`,
    `<text x="14" y="${(top + height - bottom) / 2}" text-anchor="middle" ${grey} transform="rotate(-90 14 ${(top + height - bottom) / 2})">${escaped(texts.ylabel)}</text>`,
    ...parts,
    "</svg>",
  ].join("");
}
