import { describe, expect, test } from "vitest";
import { seriesPicture, tensorPicture } from "../../server/features/picture.ts";
import { fullText, statistic } from "../../server/features/valueText.ts";
import { tensor } from "./fixture.ts";

function svgOf(uri: string | null): string {
  expect(uri).toMatch(/^data:image\/svg\+xml;base64,[A-Za-z0-9+/]+=*$/);
  return atob(uri!.slice(uri!.indexOf(",") + 1));
}

/** WCAG contrast of two sRGB colours. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r, g, bl] = [1, 3, 5].map((i) => {
      const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  };
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p) as [number, number];
  return (x + 0.05) / (y + 0.05);
}

describe("pictures", () => {
  test("a vector is bars, a matrix a heat map, many elements a histogram", () => {
    expect(svgOf(tensorPicture(tensor("", [1, -2, 3])))).toContain("bars of 3 elements");
    expect(svgOf(tensorPicture(tensor("", [1, 2, 3, 4], { shape: [2, 2] })))).toContain("heat map, 2 by 2");
    const many = Array.from({ length: 500 }, (_, i) => Math.sin(i));
    expect(svgOf(tensorPicture(tensor("", many)))).toContain("histogram from");
  });

  test("scalars and complex tensors have none", () => {
    expect(tensorPicture(tensor("", [1], { shape: [] }))).toBeNull();
    expect(tensorPicture(tensor("", [1, 2, 3, 4], { dtype: "complex64", shape: [2] }))).toBeNull();
  });

  test("what is not finite is a mark, not a height", () => {
    const svg = svgOf(tensorPicture(tensor("", [1, Number.NaN, Infinity, 2])));
    expect(svg.match(/l6 6m0 -6l-6 6/g)).toHaveLength(2);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  test("a curve has a gap where a pass gave NaN", () => {
    const svg = svgOf(
      seriesPicture(
        [0, 1, 2, 3].map((x) => ({ x, y: x === 2 ? Number.NaN : x })),
        3,
      ),
    );
    expect(svg.match(/d="M[^"]*"/)![0].match(/M/g)).toHaveLength(2);
    expect(svg).toContain("<circle");
  });

  test("a constant series and constant elements do not divide by zero", () => {
    expect(
      svgOf(
        seriesPicture(
          [0, 1].map((x) => ({ x, y: 5 })),
          0,
        ),
      ),
    ).not.toContain("NaN");
    expect(svgOf(tensorPicture(tensor("", [0, 0, 0])))).not.toContain("NaN");
    expect(
      tensorPicture(
        tensor(
          "",
          Array.from({ length: 100 }, () => 1),
        ),
      ),
    ).toBeNull();
  });

  test("every colour reads on white and on the darkest themes", () => {
    const svg = [
      tensorPicture(tensor("", [1, -2, Number.NaN])),
      tensorPicture(tensor("", [1, -2, Number.NaN, 3], { shape: [2, 2] })),
    ]
      .map(svgOf)
      .join("");
    for (const colour of new Set(svg.match(/#[0-9a-f]{6}/g))) {
      expect(contrast(colour, "#ffffff"), colour).toBeGreaterThanOrEqual(3);
      expect(contrast(colour, "#1e1e1e"), colour).toBeGreaterThanOrEqual(3);
    }
  });
});

test("statistics have four digits, as %.4g prints them", () => {
  // python3 -c "for x in [...]: print('%.4g' % x)"
  const expected: [number, string][] = [
    [0, "0"],
    [1, "1"],
    [3.5, "3.5"],
    [9.539392, "9.539"],
    [0.00012345678, "0.0001235"],
    [99999.5, "1e+05"],
    [123456.78, "1.235e+05"],
    [-0.5, "-0.5"],
    [1e-7, "1e-07"],
    [9999.6, "1e+04"],
    [Number.NaN, "nan"],
    [-Infinity, "-inf"],
  ];
  for (const [x, text] of expected) expect(statistic(x)).toBe(text);
});

test("a tensor without a kept text is printed from its elements", () => {
  // Printed by PyTorch 2.13: torch.tensor([[1., -2.5], [3., 1e5]], requires_grad=True) and the like.
  const kept = { text: null, identity: 0 };
  expect(fullText(tensor("", [1, -2.5, 3, 1e5], { ...kept, shape: [2, 2], requiresGrad: true }))).toBe(
    "tensor([[ 1.0000e+00, -2.5000e+00],\n        [ 3.0000e+00,  1.0000e+05]], requires_grad=True)",
  );
  expect(fullText(tensor("", [6], { ...kept, shape: [], gradFn: "SumBackward0", isLeaf: false }))).toBe(
    "tensor(6., grad_fn=<SumBackward0>)",
  );
  expect(fullText(tensor("", [1, 0], { ...kept, shape: [2], dtype: "bool" }))).toBe("tensor([ True, False])");
  expect(fullText(tensor("", [1, 2, 0, -1], { ...kept, shape: [2], dtype: "complex64" }))).toBe(
    "tensor([1.+2.j, 0.-1.j])",
  );
  expect(fullText(tensor("", [1], { ...kept, shape: [1], className: "Parameter", requiresGrad: true }))).toBe(
    "Parameter containing:\ntensor([1.], requires_grad=True)",
  );
});
