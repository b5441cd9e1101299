/** `gradlens lsp --stdio`: the language server's own bundle, in this process. */
import { UsageError } from "./console.ts";

export async function serve(args: readonly string[]): Promise<number> {
  const unknown = args.find((a) => a !== "--stdio");
  if (unknown !== undefined) throw new UsageError(`gradlens lsp: unknown option \`${unknown}\``);
  // Loaded only now: nothing else of the command line needs the protocol's library.
  await import(new URL("./server.js", import.meta.url).href);
  return 0;
}
