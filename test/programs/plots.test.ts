/** `matplotlib.pyplot` records and gives pictures to the host; `tqdm` iterates and prints nothing. */
import { beforeAll, expect, test } from "vitest";
import { makeInterpreter, prepareFor } from "../../server/inspect/interpreterHost.ts";
import { parse } from "../../server/python/syntax/parse.ts";
import { loadPython } from "../python/run.ts";

beforeAll(loadPython);

async function run(source: string): Promise<{ out: string; pictures: string[] }> {
  await prepareFor([source]);
  const pictures: string[] = [];
  let out = "";
  const interpreter = makeInterpreter({
    observer: null,
    stdout: (text) => {
      out += text;
    },
    stderr: () => undefined,
    limits: { steps: 1e7, time: 30_000, memory: 2 ** 28, output: 1e6 },
    picture: (svg) => pictures.push(svg),
  });
  interpreter.runCode({ name: "plots.py", source, key: 0 }, parse(source).module.body);
  return { out, pictures };
}

test("show makes one picture of each axes that holds something", async () => {
  const { out, pictures } = await run(`
import matplotlib.pyplot as plt
import torch
fig, ax = plt.subplots(1, 2, figsize=(4, 3))
(line,) = ax[0].plot([0, 1, 2], torch.tensor([1., 4., 9.]), 'r-', label='a<b')
ax[0].set_title('squares'); ax[0].legend(); ax[0].grid(True)
plt.show()
plt.show()
`);
  expect(out).toBe("");
  expect(pictures).toHaveLength(1);
  expect(pictures[0]).toMatch(/^<svg .*squares.*<polyline .*a&lt;b.*<\/svg>$/);
});

test("tqdm gives the items of what it goes over", async () => {
  const { out } = await run(`
from tqdm import tqdm, trange
bar = tqdm(range(3), desc='x')
print([i for i in bar], len(bar), sum(trange(4)))
`);
  expect(out).toBe("[0, 1, 2] 3 6\n");
});
