/** What an export contains, by format. Pictures and the page are as seen; DOT, Mermaid and JSON hold the whole graph. */
import type { PanelToHost } from "../../server/protocol/panel.ts";
import type { Scene } from "../view/stage.ts";
import { htmlPage } from "./htmlPage.ts";
import { standaloneSvg, svgText } from "./standaloneSvg.ts";
import { toMermaid } from "./toMermaid.ts";
import { toTorchviz } from "./toTorchviz.ts";

export type ExportFormat = Extract<PanelToHost, { kind: "export" }>["format"];

/** @returns the file's text; base64 for PNG. @throws when the browser can't paint the picture. */
export async function exportDrawing(
  format: ExportFormat,
  scene: Scene,
  stage: SVGSVGElement,
  title: string,
): Promise<string> {
  const { graph } = scene.index;
  switch (format) {
    case "dot":
      return toTorchviz(graph);
    case "mermaid":
      return toMermaid(graph);
    case "json":
      return `${JSON.stringify(graph, nonFinite, 2)}\n`;
    case "svg":
      return svgText(standaloneSvg(stage, scene.layout, title));
    case "html":
      return htmlPage(scene, standaloneSvg(stage, scene.layout, title), title, pageColours(stage));
    case "png":
      return await png(standaloneSvg(stage, scene.layout, title));
  }
}

/** JSON has no NaN and no infinities, and would write null for them: they are written as Python writes them. */
function nonFinite(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value)
    ? Number.isNaN(value)
      ? "nan"
      : value > 0
        ? "inf"
        : "-inf"
    : value;
}

function pageColours(stage: SVGSVGElement): {
  readonly ground: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
} {
  const styles = getComputedStyle(stage);
  const read = (name: string, fallback: string): string => styles.getPropertyValue(name).trim() || fallback;
  return {
    ground: read("--gl-ground", "#ffffff"),
    ink: read("--gl-ink", "#1f1f1f"),
    muted: read("--gl-muted", "#5f5f5f"),
    line: read("--gl-line", "#c8c8c8"),
  };
}

/** Browsers refuse canvases beyond about 16,000 pixels a side: very large drawings come out at a smaller scale. */
const LONGEST_SIDE = 12_000;

async function png(picture: SVGSVGElement): Promise<string> {
  const width = Number(picture.getAttribute("width"));
  const height = Number(picture.getAttribute("height"));
  const scale = Math.min(2, LONGEST_SIDE / width, LONGEST_SIDE / height);
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(picture))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas to paint on");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png").replace(/^data:image\/png;base64,/, "");
}
