/** `torch.autograd.detect_anomaly` and `set_detect_anomaly`: where the forward call behind a failing node was. */
import { anomaly, modes, warnings } from "../../autograd/modes.ts";
import type { Node } from "../../autograd/node.ts";
import { vm } from "../../python/evaluation/frame.ts";
import { lineOf } from "../../python/evaluation/traceback.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { hostClass, hostOf, method } from "../classes.ts";

/** The calls under way, outermost first, as `traceback.format_stack` writes them. */
function stackText(): string {
  const lines: string[] = [];
  for (let frame = vm.frame; frame !== null; frame = frame.back) {
    const site = frame.at;
    if (site === null || site.code.isLibrary === true) continue;
    const line = lineOf(site.code, site.start);
    const source = (site.code.source.split(/\r\n|\r|\n/)[line - 1] ?? "").trim();
    const name = site.scope === null ? "<module>" : (site.scope.split(".").at(-1) ?? site.scope);
    lines.unshift(`  File "${site.code.name}", line ${line}, in ${name}\n    ${source}\n`);
  }
  return lines.join("");
}

anomaly.trace = stackText;
anomaly.report = (node: Node): void => {
  const trace = node.anomalyTrace;
  warnings.sink(
    "UserWarning",
    typeof trace === "string"
      ? `Error detected in ${node.name}. Traceback of forward call that caused the error:\n${trace}`
      : `Error detected in ${node.name}. No forward pass information available. Enable detect anomaly during forward pass for more information.`,
  );
};

interface Switch {
  readonly before: { on: boolean; checkNan: boolean };
  readonly on: boolean;
  readonly checkNan: boolean;
}

function flags(args: readonly PyValue[], kwargs: ReadonlyMap<string, PyValue> | null, first: string): PyValue[] {
  return [args[0] ?? kwargs?.get(first) ?? true, args[1] ?? kwargs?.get("check_nan") ?? true];
}
function restore({ before }: Switch): void {
  modes.anomaly = before.on;
  modes.anomalyCheckNan = before.checkNan;
}
const current = (): { on: boolean; checkNan: boolean } => ({ on: modes.anomaly, checkNan: modes.anomalyCheckNan });

const detectAnomaly = hostClass<Switch>("detect_anomaly", "torch.autograd.anomaly_mode", (args, kwargs) => {
  const [checkNan] = flags(args, kwargs, "check_nan");
  warnings.sink(
    "UserWarning",
    "Anomaly Detection has been enabled. This mode will increase the runtime and should only be enabled for debugging.",
  );
  return { before: current(), on: true, checkNan: checkNan === true };
});
method(detectAnomaly, "__enter__", hostOf<Switch>(detectAnomaly), (s) => {
  modes.anomaly = true;
  modes.anomalyCheckNan = s.checkNan;
  return null;
});
method(detectAnomaly, "__exit__", hostOf<Switch>(detectAnomaly), (s) => {
  restore(s);
  return null;
});

// Acts when it is made, and puts things back when it was used in a `with`.
const setDetectAnomaly = hostClass<Switch>("set_detect_anomaly", "torch.autograd.anomaly_mode", (args, kwargs) => {
  const [on, checkNan] = flags(args, kwargs, "mode");
  const made = { before: current(), on: on === true, checkNan: checkNan === true };
  modes.anomaly = made.on;
  modes.anomalyCheckNan = made.checkNan;
  return made;
});
method(setDetectAnomaly, "__enter__", hostOf<Switch>(setDetectAnomaly), () => null);
method(setDetectAnomaly, "__exit__", hostOf<Switch>(setDetectAnomaly), (s) => {
  restore(s);
  return null;
});

export const anomalyNames: readonly (readonly [string, PyValue])[] = [
  ["detect_anomaly", detectAnomaly],
  ["set_detect_anomaly", setDetectAnomaly],
];

/** What `torch` itself says of the mode. */
export const anomalyQueries: readonly (readonly [string, PyValue])[] = [
  ["is_anomaly_enabled", new PyBuiltin("is_anomaly_enabled", () => modes.anomaly, "is_anomaly_enabled", true)],
  [
    "is_anomaly_check_nan_enabled",
    new PyBuiltin("is_anomaly_check_nan_enabled", () => modes.anomalyCheckNan, "is_anomaly_check_nan_enabled", true),
  ],
];
