/** What the exports contain. */
import { Graphviz } from "@hpcc-js/wasm-graphviz";
import type { GraphData } from "../../../server/protocol/graph.ts";
import { logistic, oddGradients, recurrence, squarePlusX } from "../fixtures.ts";
import type { FixturePage } from "./fixturePage.ts";
import { check, equal, panelTest } from "./harness.ts";

async function exported(panel: FixturePage, name: string, format: string): Promise<string> {
  await panel.forgetPosts();
  await panel.page.getByRole("button", { name: "Export", exact: true }).click();
  await panel.page.getByRole("menuitem", { name }).click();
  const message = await panel.waitForPost("export");
  equal(message.format, format);
  return message.content;
}

panelTest("SVG stands on its own, in the theme's colours", async (panel) => {
  await panel.show(logistic());
  const content = await exported(panel, "SVG picture", "svg");
  check(content.startsWith("<?xml"), "an XML document");
  check(!content.includes("var(--") && !content.includes("<style"), "no style sheet is needed");
  const seen = await panel.page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
    return {
      root: parsed.documentElement.nodeName,
      errors: parsed.querySelectorAll("parsererror").length,
      titles: [...parsed.querySelectorAll("text.title")].map((element) => element.textContent),
      unpainted: [...parsed.querySelectorAll("text")].filter(
        (element) => !element.hasAttribute("fill") || !element.hasAttribute("font-size"),
      ).length,
    };
  }, content);
  equal(seen, {
    root: "svg",
    errors: 0,
    titles: [
      "BinaryCrossEntropyBackward0",
      "SigmoidBackward0",
      "AddBackward0",
      "MulBackward0",
      "AccumulateGrad",
      "AccumulateGrad",
    ],
    unpainted: 0,
  });
});

panelTest("PNG is a picture of the drawing with something on it", async (panel) => {
  await panel.show(oddGradients());
  const content = await exported(panel, "PNG picture", "png");
  const seen = await panel.page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext("2d")!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set<number>();
    for (let at = 0; at < data.length; at += 4) colours.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
    return { width: image.width, height: image.height, colours: colours.size };
  }, content);
  check(seen.width > 1000 && seen.height > 200, `size ${seen.width} × ${seen.height}`);
  check(seen.colours > 50, `only ${seen.colours} colours`);
});

panelTest("DOT is what Graphviz reads, with torchviz's arrows and boxes", async (panel) => {
  await panel.show(squarePlusX());
  const content = await exported(panel, "DOT (Graphviz)", "dot");
  const graphviz = await Graphviz.load();
  const plain = graphviz.layout(content, "plain", "dot");
  const edges = plain
    .split("\n")
    .filter((line) => line.startsWith("edge "))
    .map((line) => line.split(" ").slice(1, 3).join("->"));
  equal(edges.sort(), ["n0->out", "n1->n0", "n2->n0", "n2->n1", "v2->n2"]);
  check(content.includes("fillcolor=lightblue") && content.includes('label="x\\n ()"'), content);
  check(content.includes("darkolivegreen1"), "the root's tensor is green");
});

panelTest("Mermaid says of each node is_leaf, requires_grad, retains_grad and grad", async (panel) => {
  await panel.show(squarePlusX());
  const content = await exported(panel, "Mermaid", "mermaid");
  check(content.startsWith("flowchart TD\n"), content);
  check(
    content.includes(
      'n2(["AccumulateGrad<br/>x<br/>#91;#93; 3.<br/>is_leaf: True<br/>requires_grad: True<br/>retains_grad: False<br/>grad: 7."])',
    ),
    content,
  );
  check(
    content.includes('n0 -->|"1."| n1') && content.includes('n0 -->|"1."| n2') && content.includes('n1 -->|"6."| n2'),
    content,
  );
});

panelTest("JSON is the graph", async (panel) => {
  await panel.show(squarePlusX());
  // The text is what JSON.stringify made of this very graph.
  const read = JSON.parse(await exported(panel, "JSON", "json")) as GraphData;
  equal(read, squarePlusX());
});

panelTest("the HTML page stands alone and shows a node's details on hover and its line", async (panel, { bench }) => {
  await panel.show(squarePlusX());
  const content = await exported(panel, "HTML page with hovers", "html");
  check(!/(?:src|href)="/.test(content), "it loads nothing");
  const { page, close } = await bench.openPlain(content);
  try {
    equal(await page.locator(".code li").allInnerTexts(), [
      "1torch.tensor(3., requires_grad=True)",
      "2x ** 2",
      "3y + x",
    ]);
    await page.locator("g.item").nth(2).hover();
    const card = (await page.locator("#card").innerText()).replace(/\s+/g, " ");
    check(card.includes("AccumulateGrad x") && card.includes("6. + 1. = 7."), card);
    equal(await page.locator(".code li.lit").getAttribute("data-line"), "1");
    await page.locator(".code li").nth(1).hover();
    equal(await page.locator("g.item.lit").count(), 1);
    await page.locator("g.item").nth(1).focus();
    check((await page.locator("#card").innerText()).includes("2·x"), "the rule on focus");
  } finally {
    await close();
  }
});

panelTest("exports of a folded loop hold the whole graph where the format is data", async (panel) => {
  await panel.show(recurrence({ passes: 100 }));
  const dot = await exported(panel, "DOT (Graphviz)", "dot");
  equal(dot.match(/MulBackward0/g)?.length, 100);
  const picture = await exported(panel, "SVG picture", "svg");
  equal(picture.match(/>×100</g)?.length, 7, "three items, and the arrows between them and to w and b");
});
