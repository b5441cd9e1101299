/** The editor tests: runs inside a real VS Code, the npm-hosted one or the desktop's, on the packaged extension. */
import { runAll } from "./harness.ts";
import "./suite/activation.ts";
import "./suite/pythonFile.ts";
import "./suite/backward.ts";
import "./suite/graphPanel.ts";
import "./suite/notebook.ts";
import "./suite/markdown.ts";
import "./suite/commands.ts";

export function run(): Promise<void> {
  return runAll();
}
