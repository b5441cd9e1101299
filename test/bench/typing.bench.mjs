import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Session } from "../server/session.ts";
import { readNotebook } from "./notebook.mjs";

export const title = "From a keystroke to its result, over the language-server protocol";

const usualKeystrokes = 60;

/** @param {(note: string) => void} note */
export async function run(note, isQuick) {
  const keystrokes = isQuick ? 25 : usualKeystrokes;
  const script = join(process.cwd(), "dist", "server.js");
  if (!existsSync(script)) {
    note("Not measured: dist/server.js is not built (`npm run build`).");
    return [];
  }
  note(
    "From sending the change until the server says that its result is there; wall time, the machine's load included.",
  );
  const begin = performance.now();
  const session = await Session.overStdio(script, { settings: { "gradlens.hints.delay": 0 } });
  try {
    const rows = [];
    const cells = readNotebook(readFileSync(join(process.cwd(), "examples", "autograd.ipynb"), "utf8"));
    const notebook = "file:///bench/autograd.ipynb";
    const uris = session.openNotebook(notebook, cells);
    await session.idle(notebook, 1);
    await session.request("textDocument/hover", {
      textDocument: { uri: uris[uris.length - 1] },
      position: { line: 0, character: 0 },
    });
    rows.push(single("spawn to first hover of a notebook", performance.now() - begin, 250));
    const last = uris[uris.length - 1];
    session.editCell(notebook, last, "", "step = 0\n");
    const ofNotebook = await type(keystrokes, async (i) => {
      const version = session.editCell(notebook, last, `step = ${i}`, `step = ${i + 1}`);
      await session.idle(notebook, version);
    });
    rows.push(...spread("notebook, first line of the last cell", ofNotebook, 5, 15));

    const uri = "file:///bench/long.py";
    await session.opened(uri, longFile());
    const atEnd = await type(keystrokes, async (i) => {
      const version = session.edit(uri, `last = ${i}`, `last = ${i + 1}`);
      await session.idle(uri, version);
    });
    rows.push(...spread("1,000 statements, the last one", atEnd, 15, 40));
    const comment = await type(keystrokes, async (i) => {
      const version = session.edit(uri, `# note ${i}`, `# note ${i + 1}`);
      await session.idle(uri, version);
    });
    rows.push(...spread("1,000 statements, a comment", comment, 1.5, 4));
    return rows;
  } finally {
    await session.end();
  }
}

/** Milliseconds of each of the keystrokes; the first ones warm up. */
async function type(keystrokes, press) {
  const times = [];
  for (let i = 0; i < keystrokes; i++) {
    const begin = performance.now();
    await press(i);
    if (i >= 10) times.push(performance.now() - begin);
  }
  return times.sort((a, b) => a - b);
}

function spread(what, sorted, median, tail) {
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return [
    {
      what,
      unit: "ms",
      values: { median: at(0.5), "95th percentile": at(0.95) },
      goals: { median: { atMost: median }, "95th percentile": { atMost: tail } },
    },
  ];
}

function single(what, time, atMost) {
  return { what, unit: "ms", values: { once: time }, goals: { once: { atMost } } };
}

/** A file of a thousand statements of the kinds that people write. */
function longFile() {
  const lines = [
    "# gradlens: on",
    "import torch",
    "# note 0",
    "w = torch.tensor([1.0, 2.0], requires_grad=True)",
    "y = w",
  ];
  for (let i = 0; i < 331; i++) lines.push(`a${i} = ${i} * 2 + 1`, `b${i} = [a${i}, ${i}]`, `y = y * 0.99 + w`);
  lines.push("loss = y.sum()", "loss.backward()", "last = 0");
  return `${lines.join("\n")}\n`;
}
