/** Fences of Markdown: their values stand where the code stands. */
import { contains, hintAt, hoverText, openEvaluated } from "../editor.ts";
import { test } from "../harness.ts";

test("a later fence shares the names of an earlier one, and hovers stand at the right place", async () => {
  const { document } = await openEvaluated("notes.md");
  contains(await hoverText(document, "|cube = w"), "tensor(27., grad_fn=<PowBackward0>)");
  contains(await hintAt(document, "cube = w"), "27.");
  // ∂(w³)/∂w = 3·9 = 27.
  contains(await hoverText(document, "cube = |w"), "27.");
});
