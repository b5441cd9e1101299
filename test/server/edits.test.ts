import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { trackedTextDocuments, trailOf } from "../../server/lsp/edits.ts";

/** Where the marked stretch of `before` stands after the changes, as text with its brackets; null when it is gone. */
function moved(before: string, changes: readonly [start: number, end: number, text: string][]): string | null {
  const [start, end] = [before.indexOf("["), before.indexOf("]") - 1];
  let document = trackedTextDocuments.create("file:///a", "python", 1, before.replace(/[[\]]/g, ""));
  const trail = trailOf(document);
  for (const [from, to, text] of changes) {
    const range = { start: document.positionAt(from), end: document.positionAt(to) };
    document = trackedTextDocuments.update(document, [{ range, text }], document.version + 1);
  }
  const now = trail.range(1, start, end);
  if (now === null) return null;
  const text = document.getText();
  return `${text.slice(0, now.start)}[${text.slice(now.start, now.end)}]${text.slice(now.end)}`;
}

describe("a recorded stretch after edits", () => {
  test("moves with what is inserted before it", () => {
    expect(moved("ab[cd]ef", [[0, 0, "xy"]])).toBe("xyab[cd]ef");
    expect(moved("ab[cd]ef", [[0, 1, ""]])).toBe("b[cd]ef");
  });

  test("stays when something behind it changes", () => {
    expect(moved("ab[cd]ef", [[5, 6, "xyz"]])).toBe("ab[cd]exyz");
  });

  test("does not take over what is inserted at its borders", () => {
    expect(moved("ab[cd]ef", [[2, 2, "x"]])).toBe("abx[cd]ef");
    expect(moved("ab[cd]ef", [[4, 4, "x"]])).toBe("ab[cd]xef");
  });

  test("is gone when an edit reaches into it", () => {
    expect(moved("ab[cd]ef", [[3, 3, "x"]])).toBeNull();
    expect(moved("ab[cd]ef", [[1, 3, ""]])).toBeNull();
    expect(moved("ab[cd]ef", [[0, 6, "zz"]])).toBeNull();
  });

  test("a replacement that repeats it is no edit of it", () => {
    expect(moved("ab[cd]ef", [[2, 4, "x\ncd"]])).toBe("abx\n[cd]ef");
  });

  test("property: what is found again reads the same, and maps back", () => {
    const edits = fc.array(fc.tuple(fc.nat(30), fc.nat(6), fc.string({ maxLength: 5 })), { maxLength: 6 });
    fc.assert(
      fc.property(fc.string({ minLength: 4, maxLength: 30 }), fc.nat(20), fc.nat(10), edits, (text, at, size, list) => {
        const start = Math.min(at, text.length);
        const end = Math.min(start + size, text.length);
        let document = trackedTextDocuments.create("file:///a", "python", 1, text);
        const trail = trailOf(document);
        for (const [from, length, inserted] of list) {
          const range = { start: document.positionAt(from), end: document.positionAt(from + length) };
          document = trackedTextDocuments.update(document, [{ range, text: inserted }], document.version + 1);
        }
        const now = trail.range(1, start, end);
        if (now === null) return;
        expect(document.getText().slice(now.start, now.end)).toBe(text.slice(start, end));
        if (end > start) expect(trail.original(1, now.start + 1)).toBe(start + 1);
      }),
      { numRuns: 2000 },
    );
  });
});
