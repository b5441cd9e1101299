/** Short texts never say more than they know; magnitudes, search and the film follow the numbers of the fixtures. */
import { describe, expect, test } from "vitest";
import type { TensorFace } from "../../server/protocol/graph.ts";
import { arrivals, faceOf, spokenText, WHOLE } from "../../webview/faces.ts";
import { currentAt, filmOf, positionAt, stride } from "../../webview/film.ts";
import { indexGraph } from "../../webview/fold/graphIndex.ts";
import { fold, NO_CHOICES } from "../../webview/fold.ts";
import { bareNumbers, clip, counted, shortNumber, shortTensor } from "../../webview/format.ts";
import { edgeWidth, magnitudeOf, position, rampColour, scaleOf, worse } from "../../webview/magnitude.ts";
import { search } from "../../webview/search.ts";
import { logistic, oddGradients, recurrence, scalar, squarePlusX, vector } from "./fixtures.ts";

describe("short numbers", () => {
  test.each([
    [0, "0"],
    [6, "6"],
    [0.5, "0.5"],
    [1234.56, "1235"],
    [12345.6, "12350"],
    [123456, "1.235e+5"],
    [0.00012345, "0.0001234"],
    [0.000012, "1.2e-5"],
    [-1.36788, "-1.368"],
    [Number.NaN, "nan"],
    [Number.NEGATIVE_INFINITY, "-inf"],
  ])("%d is %s", (value, text) => {
    expect(shortNumber(value)).toBe(text);
  });
});

describe("short tensors", () => {
  test("are PyTorch's own numbers where they fit", () => {
    expect(shortTensor(scalar(6))).toBe("6.");
    expect(shortTensor(vector([1, 2]))).toBe("[1., 2.]");
    expect(bareNumbers("tensor([[1., 2.],\n        [3., 4.]], requires_grad=True)")).toBe("[[1., 2.], [3., 4.]]");
    expect(bareNumbers("tensor(0.7311, grad_fn=<SigmoidBackward0>)")).toBe("0.7311");
    expect(bareNumbers("Parameter containing:\ntensor([1.], requires_grad=True)")).toBe("[1.]");
    expect(bareNumbers("None")).toBeNull();
  });

  test("are a norm, marked as one, where they don't", () => {
    // √(1² + 2² + … + 8²) = √204 = 14.28
    expect(shortTensor(vector([1, 2, 3, 4, 5, 6, 7, 8]))).toBe("‖14.28‖");
  });

  test("name what is not finite", () => {
    const face: TensorFace = { ...vector([Number.NaN, Number.POSITIVE_INFINITY, 1, 2, 3, 4]), textIsCut: true };
    expect(shortTensor(face)).toBe("1 NaN, 1 Inf");
    expect(shortTensor({ ...scalar(0), shape: [0], numel: 0, norm: null, sample: [], text: "tensor([])" })).toBe(
      "empty",
    );
  });

  test("are cut with an ellipsis, and counted in English", () => {
    expect(clip("abcdef", 4)).toBe("abc…");
    expect(counted(1, "match")).toBe("1 match");
    expect(counted(1200, "match")).toBe("1,200 matches");
    expect(counted(2, "node")).toBe("2 nodes");
  });
});

describe("magnitudes", () => {
  test("have classes of their own for zero, NaN, Inf and none", () => {
    expect(
      [
        vector([0, 0]),
        vector([Number.NaN, Number.POSITIVE_INFINITY]),
        vector([Number.POSITIVE_INFINITY]),
        null,
        scalar(-2),
      ].map((face) => magnitudeOf(face).kind),
    ).toEqual(["zero", "nan", "inf", "none", "finite"]);
    expect(worse(magnitudeOf(vector([Number.NaN])), magnitudeOf(scalar(1e30))).kind).toBe("nan");
    expect(worse(magnitudeOf(scalar(1)), magnitudeOf(scalar(3))).norm).toBe(3);
  });

  test("lie on whole decades of a logarithmic scale", () => {
    // Norms from √(1e-7² + 2e-7²) = 2.2e-7 to √(2e4² + 1e4²) = 2.2e4.
    const scale = scaleOf(oddGradients());
    expect(scale).toEqual({ low: -7, high: 5, isUsed: true });
    expect(position(scale, 1e-1)).toBeCloseTo(0.5);
    expect(position(scale, 0)).toBe(0);
    expect(edgeWidth(scale, { kind: "finite", norm: 1e5 })).toBeGreaterThan(
      edgeWidth(scale, { kind: "finite", norm: 1 }),
    );
  });

  test("have colours of steadily changing lightness", () => {
    const lightness = (colour: string): number => {
      const [r = 0, g = 0, b = 0] = (colour.match(/\d+/g) ?? []).map((text) => (Number(text) / 255) ** 2.2);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const along = (ramp: "onDark" | "onLight"): number[] =>
      Array.from({ length: 21 }, (_, at) => lightness(rampColour(ramp, at / 20)));
    const dark = along("onDark");
    expect(dark).toEqual([...dark].sort((a, b) => a - b));
    const light = along("onLight");
    expect(light).toEqual([...light].sort((a, b) => b - a));
    // Every colour stands out from its ground by at least 2.5 to 1: #1f1f1f has a luminance of 0.0138, white 1.
    expect((Math.min(...dark) + 0.05) / (0.0138 + 0.05)).toBeGreaterThan(2.5);
    expect(1.05 / (Math.max(...light) + 0.05)).toBeGreaterThan(2.5);
  });
});

describe("search", () => {
  const found = (query: string): string[] => {
    const graph = logistic();
    return (search(graph, query) ?? []).map((id) => graph.nodes[id]!.variable ?? graph.nodes[id]!.name);
  };

  test.each([
    ["sigmoid", ["p"]],
    ["w", ["z", "MulBackward0", "w"]],
    [":6", ["z", "MulBackward0"]],
    ["line:6 mul", ["MulBackward0"]],
    [">1", ["p"]],
    [">=1", ["loss", "p"]],
    ["<0.3", ["z", "MulBackward0", "b"]],
    ["leaf", ["b", "w"]],
    ["hook", ["p"]],
    ["view", ["MulBackward0"]],
    ["nan", []],
  ])("%s", (query, variables) => {
    expect(found(query)).toEqual(variables);
  });

  test("of nothing asks nothing", () => {
    expect(search(logistic(), "  ")).toBeNull();
  });

  test("finds the classes of gradients", () => {
    const graph = oddGradients();
    const count = (query: string): number => search(graph, query)?.length ?? -1;
    // The leaf, the product that uses it, and `out`, whose source lists all the names.
    expect([count("nan"), count("inf"), count("zero"), count("none")]).toEqual([3, 3, 3, 3]);
    expect(count(">1e4")).toBe(4);
  });
});

describe("the film", () => {
  test("has one frame per executed node, and one before", () => {
    const graph = squarePlusX();
    const film = filmOf(graph);
    expect(film.sequence).toEqual([0, 1, 2]);
    expect([0, 1, 3].map((frame) => currentAt(film, frame))).toEqual([null, 0, 2]);
    const folded = fold(indexGraph(graph), NO_CHOICES);
    const gradients = (frame: number | null): string[] =>
      folded.items.map((item) => faceOf(graph, item, positionAt(graph, film, frame)).gradient);
    expect(gradients(0)).toEqual(["", "", ""]);
    expect(gradients(2)).toEqual(["1.", "1.", ""]);
    expect(gradients(null)).toEqual(["1.", "1.", "7."]);
  });

  test("knows which addends have arrived", () => {
    const graph = squarePlusX();
    const { consumers } = indexGraph(graph);
    const at = (frame: number): number[] => {
      const { arrived, of } = arrivals(graph, consumers[2]!, positionAt(graph, filmOf(graph), frame));
      return [arrived.length, of];
    };
    expect([0, 1, 2].map(at)).toEqual([
      [0, 2],
      [1, 2],
      [2, 2],
    ]);
  });

  test("of any length ends within about a minute", () => {
    const film = filmOf(recurrence({ passes: 3333 }));
    const { frames, milliseconds } = stride(film, 1);
    expect((film.sequence.length / frames) * milliseconds).toBeLessThanOrEqual(61_000);
    expect(stride(filmOf(squarePlusX()), 1)).toEqual({ frames: 1, milliseconds: 900 });
  });
});

test("a group says how its gradients range and what is odd about them", () => {
  const graph = recurrence({ passes: 60, nanBelow: 10 });
  const folded = fold(indexGraph(graph), NO_CHOICES);
  const tanh = folded.items.find((item) => item.kind === "group" && item.label === "TanhBackward0")!;
  const face = faceOf(graph, tanh, WHOLE);
  expect(face.tag).toBe("×60");
  expect(face.magnitude.kind).toBe("nan");
  expect(face.gradient.startsWith("NaN")).toBe(true);
  expect(spokenText(graph, tanh, WHOLE, 1, 1)).toContain("group of 60 nodes");
});
