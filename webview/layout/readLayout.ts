/** Reads what Graphviz answers in its `json0` format into a {@link Layout}. */
import type { Layout, LayoutRequest, Point } from "./drawing.ts";

interface Json0 {
  readonly bb?: string;
  readonly objects?: readonly { readonly name: string; readonly pos?: string }[];
  readonly edges?: readonly { readonly id?: string; readonly pos?: string }[];
}

/** @throws SyntaxError when the text is not JSON. Nodes and edges without a position are left out. */
export function readLayout(text: string, request: Omit<LayoutRequest, "id">): Layout {
  // The shape is Graphviz's documented output; whatever is missing is treated as absent below.
  const json = JSON.parse(text) as Json0;
  const [left = 0, bottom = 0, right = 0, top = 0] = (json.bb ?? "").split(",").map(Number);
  const flip = (x: number, y: number): Point => ({ x: x - left, y: top - y });
  const nodes: Record<string, Point> = {};
  for (const object of json.objects ?? []) {
    const key = request.nodeKeys[Number(object.name.slice(1))];
    const [x, y] = (object.pos ?? "").split(",").map(Number);
    if (key !== undefined && x !== undefined && y !== undefined) nodes[key] = flip(x, y);
  }
  const edges: Record<string, readonly Point[]> = {};
  for (const edge of json.edges ?? []) {
    const key = request.edgeKeys[Number((edge.id ?? "").slice(1))];
    const points = spline(edge.pos ?? "", flip);
    if (key !== undefined && points.length >= 4) edges[key] = points;
  }
  return { nodes, edges, width: right - left, height: top - bottom };
}

/** `e,x,y x,y x,y …`: the end point of the arrow comes first, then the control points. */
function spline(text: string, flip: (x: number, y: number) => Point): Point[] {
  let tip: Point | null = null;
  const points: Point[] = [];
  for (const part of text.split(";", 1)[0]!.split(" ")) {
    const numbers = part.split(",");
    if (numbers[0] === "e" || numbers[0] === "s") {
      if (numbers[0] === "e") tip = flip(Number(numbers[1]), Number(numbers[2]));
    } else if (numbers.length === 2) points.push(flip(Number(numbers[0]), Number(numbers[1])));
  }
  // The arrow head reaches from the last control point to the tip; the drawing puts its own head there.
  if (tip !== null && points.length >= 4) {
    const last = points.at(-1)!;
    points.push(between(last, tip, 1 / 3), between(last, tip, 2 / 3), tip);
  }
  return points;
}

function between(a: Point, b: Point, part: number): Point {
  return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part };
}
