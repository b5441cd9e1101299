/** `gradlens`: the engine without an editor. Commands and exit codes are described in the help text below. */
import { batch } from "./batch.ts";
import { check } from "./check.ts";
import { print, printError, UsageError } from "./console.ts";
import { run } from "./run.ts";

const help = `gradlens: PyTorch autograd without Python

  gradlens run FILE              run a .py, .ipynb or .md file; prints what the program prints
  gradlens run --batch FILE      one {"id","source"} per line in, one {"id","stdout","error"} per line out
  gradlens check FILE… [--json]  compare \`# =>\` expectations and stored notebook outputs with what is computed
  gradlens lsp --stdio           the language server
  gradlens --version

Exit codes: 0 all well; 1 an uncaught exception, or something does not match; 2 a file or an argument is unusable.
`;

async function main(argv: readonly string[]): Promise<number> {
  const [command, ...rest] = argv;
  switch (command) {
    case "run":
      return rest.includes("--batch") ? batch(rest.filter((a) => a !== "--batch")) : run(rest);
    case "check":
      return check(rest);
    case "lsp": {
      const { serve } = await import("./lsp.ts");
      return serve(rest);
    }
    case "--version":
    case "version":
      print(`${process.env["GRADLENS_VERSION"] ?? "0.0.0"}\n`);
      return 0;
    case "--help":
    case "-h":
    case "help":
      print(help);
      return 0;
    case undefined:
      throw new UsageError(help.trimEnd());
    default:
      throw new UsageError(`gradlens: unknown command \`${command}\`\n\n${help.trimEnd()}`);
  }
}

// A reader that has seen enough (`| head`) is no reason to fail.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = 2;
    if (error instanceof UsageError) printError(`${error.message}\n`);
    else
      printError(
        `gradlens: a defect of GradLens: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
  },
);
