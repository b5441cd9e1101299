/**
 * The GradLens kernel of Jupyter notebooks: cells run on the language server, in the order in which they are run, and
 * their outputs are written as Jupyter would store them. No Python is involved.
 */
import * as vscode from "vscode";
import {
  type KernelOutput,
  kernelExecuteRequest,
  kernelInterruptRequest,
  kernelRestartRequest,
} from "../server/protocol/requests.ts";
import type { Server } from "./server.ts";

export const jupyterNotebook = "jupyter-notebook";
const kernelId = "gradlens";

export function createKernel(server: Server): vscode.Disposable {
  const counts = new Map<string, number>();
  // Cells of one notebook run one after the other, also when they were started by several commands.
  const queues = new Map<string, Promise<void>>();
  const controller = vscode.notebooks.createNotebookController(kernelId, jupyterNotebook, "GradLens");
  controller.description = "evaluates PyTorch without Python";
  controller.supportedLanguages = ["python"];
  controller.supportsExecutionOrder = true;
  controller.executeHandler = (cells, notebook) => {
    const key = notebook.uri.toString();
    const executions = cells.map((cell) => controller.createNotebookCellExecution(cell));
    const queue = (queues.get(key) ?? Promise.resolve()).then(() => executeAll(executions, key));
    queues.set(key, queue);
    return queue;
  };
  controller.interruptHandler = async (notebook) => {
    await server.request(kernelInterruptRequest, { notebook: notebook.uri.toString() });
  };

  /** An error ends the rest of what was started together, as in Jupyter. */
  async function executeAll(executions: readonly vscode.NotebookCellExecution[], key: string): Promise<void> {
    let hasFailed = false;
    for (const execution of executions) {
      if (hasFailed) {
        execution.start();
        execution.end(undefined);
      } else {
        hasFailed = !(await execute(execution, key));
      }
    }
  }

  async function execute(execution: vscode.NotebookCellExecution, key: string): Promise<boolean> {
    const executionCount = (counts.get(key) ?? 0) + 1;
    counts.set(key, executionCount);
    execution.executionOrder = executionCount;
    execution.start(Date.now());
    await execution.clearOutput();
    const { document } = execution.cell;
    try {
      const { ok, outputs } = await server.request(kernelExecuteRequest, {
        notebook: key,
        cell: document.uri.toString(),
        source: document.getText(),
        executionCount,
      });
      await execution.replaceOutput(outputs.map((output) => cellOutput(output, executionCount)));
      execution.end(ok, Date.now());
      return ok;
    } catch (error) {
      const item = vscode.NotebookCellOutputItem.error(error instanceof Error ? error : new Error(String(error)));
      await execution.replaceOutput(new vscode.NotebookCellOutput([item]));
      execution.end(false, Date.now());
      return false;
    }
  }

  const restart = vscode.commands.registerCommand("gradlens.restartKernel", async () => {
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    if (!notebook) return;
    const key = notebook.uri.toString();
    counts.delete(key);
    await server.request(kernelRestartRequest, { notebook: key });
  });
  const forget = vscode.workspace.onDidCloseNotebookDocument(async (notebook) => {
    const key = notebook.uri.toString();
    queues.delete(key);
    // Only a notebook that ran something has a namespace to forget.
    if (counts.delete(key)) await server.requestIfStarted(kernelRestartRequest, { notebook: key });
  });
  return vscode.Disposable.from(controller, restart, forget);
}

/** An output as the notebook keeps it; `outputType` is what the `.ipynb` serializer writes it as. */
function cellOutput(output: KernelOutput, executionCount: number): vscode.NotebookCellOutput {
  const { NotebookCellOutput, NotebookCellOutputItem } = vscode;
  switch (output.kind) {
    case "stream": {
      const item = output.name === "stdout" ? NotebookCellOutputItem.stdout : NotebookCellOutputItem.stderr;
      return new NotebookCellOutput([item(output.text)], { outputType: "stream", name: output.name });
    }
    case "error": {
      const error = { name: output.name, message: output.value, stack: output.traceback.join("\n") };
      return new NotebookCellOutput([NotebookCellOutputItem.error(error)], { outputType: "error" });
    }
    case "result":
    case "display": {
      const items = [NotebookCellOutputItem.text(output.text, "text/plain")];
      if (output.svg !== undefined) items.unshift(NotebookCellOutputItem.text(output.svg, "image/svg+xml"));
      const metadata =
        output.kind === "result" ? { outputType: "execute_result", executionCount } : { outputType: "display_data" };
      return new NotebookCellOutput(items, metadata);
    }
  }
}
