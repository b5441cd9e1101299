/** What colours, widths and patterns mean, with the scale's ends in numbers. */
import { html, svg } from "../dom.ts";
import { type RampName, rampColour, type Scale } from "../magnitude.ts";

export function legend(scale: Scale, ramp: RampName): HTMLElement {
  const stops = Array.from({ length: 9 }, (_, at) => {
    const stop = svg("stop", { offset: `${(at / 8) * 100}%` });
    stop.style.setProperty("stop-color", rampColour(ramp, at / 8));
    return stop;
  });
  const picture = svg(
    "svg",
    { width: 132, height: 16, viewBox: "0 0 132 16", role: "img", "aria-label": "small to large" },
    svg("defs", {}, svg("linearGradient", { id: "gl-ramp" }, ...stops)),
    svg("path", { d: "M0 7.4L132 4V12L0 8.6Z", fill: "url(#gl-ramp)" }),
  );
  const swatch = (kind: string, text: string): HTMLElement => {
    const mark = svg("svg", { width: 18, height: 12, viewBox: "0 0 18 12", "aria-hidden": "true" });
    mark.append(svg("rect", { class: `swatch m-${kind}`, x: 1, y: 1, width: 16, height: 10, rx: 2 }));
    return html("span", { class: "swatch-entry" }, mark, text);
  };
  return html(
    "div",
    { class: "legend" },
    html("div", { class: "legend-title" }, "‖gradient‖"),
    scale.isUsed
      ? html("div", { class: "legend-ramp" }, decade(scale.low), picture, decade(scale.high))
      : html("div", { class: "legend-ramp" }, "no finite gradient"),
    html(
      "div",
      { class: "legend-kinds" },
      swatch("zero", "zero"),
      swatch("nan", "NaN"),
      swatch("inf", "Inf"),
      swatch("none", "none"),
    ),
  );
}

function decade(exponent: number): HTMLElement {
  return html("span", {}, exponent === 0 ? "1" : `1e${exponent}`);
}
