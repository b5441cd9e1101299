/**
 * The chapters of the manual are the tests: every fence marked `python gradlens` is evaluated as an editor would, every
 * `# =>` must hold, and no problem may appear that the chapter does not announce. A heading is the name of a test.
 *
 * A fence that is meant to show a problem says so in its prose right above it: a line `Problem: <kind> <text>`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Engine } from "../../server/inspect/engine.ts";
import { commandBudget } from "../../server/inspect/messages.ts";
import { LineIndex } from "../../server/snippet/lines.ts";
import { makeSnippet } from "../../server/snippet/make.ts";
import { type SnippetCode, toPosition } from "../../server/snippet/snippet.ts";
import type { Problem } from "../../server/trace/trace.ts";
import { loadTestParser } from "../inspect/engine.ts";

const folder = "docs/manual";

interface Section {
  readonly title: string;
  readonly line: number;
  readonly announced: string[];
}

/** Headings outside fences, with the problems that their prose announces. */
function sectionsOf(text: string): Section[] {
  const sections: Section[] = [];
  let fence = "";
  for (const [line, content] of text.split("\n").entries()) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(content)?.[1];
    if (mark !== undefined) fence = fence === "" ? mark : mark.startsWith(fence) ? "" : fence;
    if (fence !== "") continue;
    const heading = /^#+\s+(.*)$/.exec(content);
    if (heading !== null) sections.push({ title: heading[1]!, line, announced: [] });
    const announced = /^Problem: (.*)$/.exec(content);
    if (announced !== null) sections.at(-1)?.announced.push(announced[1]!.replaceAll("`", ""));
  }
  return sections;
}

function describeProblem(problem: Problem, code: SnippetCode): string {
  const { line } = toPosition(code, new LineIndex(code.source), problem.range.start);
  return `line ${line + 1}: ${problem.kind} ${problem.name}: ${problem.message}`;
}

for (const file of readdirSync(folder)
  .filter((name) => name.endsWith(".md"))
  .sort()) {
  const path = join(folder, file);
  const text = readFileSync(path, "utf8");
  const snippet = makeSnippet({ uri: `file:///${file}`, version: 1, kind: "markdown", text }, { mode: "annotated" });
  if (snippet.codes.length === 0) continue;
  const sections = sectionsOf(text);
  const sectionAt = (line: number): number => sections.findLastIndex((s) => s.line <= line);

  describe(sections[0]?.title ?? file, () => {
    const run = (async () => {
      await loadTestParser();
      return new Engine().run(snippet, { budget: commandBudget, isTolerant: true, examples: {} });
    })();

    test("its annotations are well spelt", () => {
      expect(snippet.problems).toEqual([]);
    });

    for (const [index, section] of sections.entries()) {
      const codes = snippet.codes.filter((code) => {
        const start = code.source.search(/\S/);
        return sectionAt(new LineIndex(code.source).lineAt(Math.max(0, start))) === index;
      });
      if (codes.length === 0) continue;
      test(section.title, async () => {
        const trace = await run;
        const found = trace.problems
          .filter((p) => codes.some((code) => code.key === p.range.code))
          .map((p) => describeProblem(p, snippet.codes[p.range.code]!));
        const announced = [...section.announced];
        const unexpected = found.filter((problem) => {
          const at = announced.findIndex((a) => problem.includes(a));
          if (at >= 0) announced.splice(at, 1);
          return at < 0;
        });
        expect({ unexpected, missing: announced }).toEqual({ unexpected: [], missing: [] });
      });
    }
  });
}
