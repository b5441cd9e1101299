/**
 * Guards of requests: a defect in one feature costs that answer and nothing else. What is logged has the names of
 * errors and our own stack frames, never a text that may come from a document.
 */
import type { CancellationToken, Connection } from "vscode-languageserver";

export class Guard {
  private readonly connection: Connection;
  /** The same defect on every keystroke is one defect. */
  private readonly logged = new Set<string>();

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** Wraps a request handler; `fallback` is the answer when it fails. */
  request<P, R>(what: string, fallback: R, handle: (params: P, token: CancellationToken) => R | Promise<R>) {
    return async (params: P, token: CancellationToken): Promise<R> => {
      try {
        return await handle(params, token);
      } catch (error) {
        this.report(what, error);
        return fallback;
      }
    };
  }

  /** Wraps anything else that must not throw. */
  run(what: string, action: () => void | Promise<void>): void {
    try {
      const result = action();
      if (result instanceof Promise) result.catch((error: unknown) => this.report(what, error));
    } catch (error) {
      this.report(what, error);
    }
  }

  report(what: string, error: unknown): void {
    const name = error instanceof Error ? error.name : typeof error;
    const frames = error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)) : [];
    const text = `${what} failed: ${name}\n${frames.slice(0, 12).join("\n")}`;
    if (this.logged.has(text)) return;
    if (this.logged.size < 200) this.logged.add(text);
    this.connection.console.error(text);
  }
}
