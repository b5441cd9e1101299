/**
 * One open document (or notebook) and its newest run: when to run again, which result counts, and what is shown until it
 * is in. The life of an edit, in steps:
 *
 * 1. {@link Inspection.changed}: the snippet is made anew at once. If its codes read as before, the result stays good.
 * 2. Otherwise what is known is stale from now on, and a run is due after the user's delay; a further edit postpones it.
 * 3. The run starts; an edit while it is under way stops it (the inspector supersedes), and its answer is dropped.
 * 4. The result is in: a backward run that the user had asked for is asked again of the new graph, or forgotten when its
 *    root is gone. Then everybody who waits in {@link Inspection.settled} goes on, and the host is told.
 */
import type { Drift } from "../features/provideCodeActions.ts";
import { gradientCount } from "../features/provideCodeLenses.ts";
import type { AnnotationProblem } from "../features/provideDiagnostics.ts";
import type { PassChoice, Places, Scene } from "../features/scene.ts";
import type { Settings } from "../features/settings.ts";
import type { BackwardResult, Reduction } from "../inspect/messages.ts";
import { commandBudget, typingBudget } from "../inspect/messages.ts";
import type { GraphData, GraphState } from "../protocol/graph.ts";
import type { Location } from "../protocol/place.ts";
import type { RunBackwardResult } from "../protocol/requests.ts";
import type { BudgetLimits } from "../python/budget.ts";
import { makeSnippet } from "../snippet/make.ts";
import type { Selection, Snippet, SourceDocument, SourceNotebook } from "../snippet/snippet.ts";
import type { BackwardRun, Trace } from "../trace/trace.ts";
import { trailOf } from "./edits.ts";
import type { Inspector } from "./inspector.ts";
import { type FindDocument, placesOf } from "./snippetPlaces.ts";

/** Why views may be fetched: a new result, the old one again, nothing evaluated any more, a choice, a defect of ours. */
export type Change = "run" | "same" | "off" | "choice" | "failed";

export interface InspectionHost {
  createInspector(): Inspector;
  find: FindDocument;
  /** A result is in (or there is nothing to evaluate any more): views may be fetched. `trace` null: nothing is on. */
  settled(inspection: Inspection, change: Change): void;
  /** The engine failed: a defect of ours. */
  failed(what: string, error: unknown): void;
}

/** A run and what it was a run of. */
interface Result {
  readonly trace: Trace;
  /** Replaced when a later snippet has the same codes. */
  readonly snippet: Snippet;
  readonly versions: ReadonlyMap<string, number>;
  readonly places: Places;
}

interface Chosen {
  readonly root: string;
  readonly reduce: Reduction | undefined;
  readonly run: BackwardRun;
}

export class Inspection {
  readonly owner: string;
  settings: Settings;
  isInspected = false;
  snippet: Snippet | null = null;
  passes: PassChoice[] = [];
  /** Last graph that was given to a client. */
  shownGraph: GraphData | null = null;
  /** A view was given that the next result will change: the client must be told to ask again. */
  needsRefresh = false;

  private readonly host: InspectionHost;
  private inspector: Inspector | null = null;
  private versions: ReadonlyMap<string, number> = new Map();
  private result: Result | null = null;
  private chosen: Chosen | null = null;
  private examples: Record<string, number> = {};
  private readonly graphs = new Map<string, GraphState>();
  private readonly scenes = new Map<string, { readonly version: number; readonly scene: Scene }>();
  /** Counts edits and demands: an answer to an older number is late. */
  private epoch = 0;
  private due: ReturnType<typeof setTimeout> | null = null;
  private isRunning = false;
  /** The engine failed on the newest text: what is known is of an older one. */
  private isBroken = false;
  private budget: BudgetLimits | null = null;
  private waiting: (() => void)[] = [];
  private isDisposed = false;

  constructor(owner: string, settings: Settings, host: InspectionHost) {
    this.owner = owner;
    this.settings = settings;
    this.host = host;
  }

  get trace(): Trace | null {
    return this.result?.trace ?? null;
  }

  /** True while the newest text has not been run to its end. */
  get isPending(): boolean {
    return this.due !== null || this.isRunning;
  }

  get isStale(): boolean {
    return this.result !== null && (this.isPending || this.isBroken);
  }

  /** Whether the client was ever told of a run of this document. */
  hasReported = false;

  // -------------------------------------------------------------- edits and runs

  /** The text, the settings or the selection may have changed. `uris`: the text documents it consists of. */
  changed(document: SourceDocument | SourceNotebook, uris: readonly string[], isFirst = false): void {
    if (this.isDisposed) return;
    const selection: Selection = { mode: this.settings.evaluate, isInspected: this.isInspected };
    const snippet = makeSnippet(document, selection);
    const before = this.snippet;
    this.snippet = snippet;
    this.versions = new Map(uris.map((uri) => [uri, this.host.find(uri)?.version ?? 0]));
    if (snippet.codes.length === 0) {
      this.turnOff();
      return;
    }
    const ran = this.result?.snippet ?? null;
    if (ran !== null && !this.isPending && !this.isBroken && sameCodes(ran, snippet)) {
      this.adopt(snippet, this.result!.trace);
      this.host.settled(this, "same");
      return;
    }
    // A run of this very text is under way: let it go on.
    if (this.isRunning && this.due === null && before !== null && sameCodes(before, snippet)) return;
    this.schedule(isFirst ? 0 : this.settings.delay, null);
  }

  /** Runs again now: a setting of the run changed, or the user asked for the long budget. */
  runAgain(budget: BudgetLimits | null): void {
    if (this.snippet !== null && this.snippet.codes.length > 0) this.schedule(0, budget);
  }

  chooseExample(name: string, example: number): void {
    this.examples = { ...this.examples, [name]: example };
    this.runAgain(null);
  }

  exampleOf(name: string): number {
    return this.examples[name] ?? 0;
  }

  private schedule(delay: number, budget: BudgetLimits | null): void {
    this.epoch++;
    this.isBroken = false;
    this.budget = budget;
    if (this.due !== null) clearTimeout(this.due);
    if (this.isRunning) this.inspector?.interrupt();
    this.due = setTimeout(() => {
      this.due = null;
      void this.run();
    }, delay);
  }

  private async run(): Promise<void> {
    const snippet = this.snippet;
    if (snippet === null || this.isDisposed) return;
    const epoch = this.epoch;
    this.isRunning = true;
    try {
      this.inspector ??= this.host.createInspector();
      const trace = await this.inspector.run(snippet, {
        budget: this.budget ?? {
          ...typingBudget,
          time: this.settings.typingTime,
          memory: this.settings.memory * 2 ** 20,
        },
        isTolerant: true,
        examples: this.examples,
      });
      if (epoch !== this.epoch || this.isDisposed) return;
      if (trace === null) {
        this.isRunning = false;
        this.release();
        return;
      }
      const chosen = await this.followed(trace);
      if (epoch !== this.epoch || this.isDisposed) return;
      this.chosen = chosen;
      this.isRunning = false;
      // The text may have moved (outside of what is evaluated) while the run was under way.
      this.adopt(this.snippet ?? snippet, trace);
      this.host.settled(this, "run");
    } catch (error) {
      if (epoch !== this.epoch || this.isDisposed) return;
      this.isRunning = false;
      this.isBroken = true;
      this.host.failed("run", error);
      this.forgetInspector();
      this.host.settled(this, "failed");
    } finally {
      if (epoch === this.epoch) this.release();
    }
  }

  /** The chosen backward run on a new graph; null when its root is gone or can't be differentiated any more. */
  private async followed(trace: Trace): Promise<Chosen | null> {
    const { chosen } = this;
    if (chosen === null || this.inspector === null || !trace.roots.some(({ key }) => key === chosen.root)) return null;
    const answer = await this.inspector.backward(chosen.root, chosen.reduce);
    return answer.ok ? { ...chosen, run: answer.run } : null;
  }

  private adopt(snippet: Snippet, trace: Trace): void {
    const { versions } = this;
    this.result = { trace, snippet, versions, places: placesOf(snippet, versions, this.host.find) };
    this.graphs.clear();
    this.scenes.clear();
    for (const [uri, version] of versions) {
      const document = this.host.find(uri);
      if (document !== undefined) trailOf(document).forget(version);
    }
  }

  private turnOff(): void {
    this.epoch++;
    if (this.due !== null) clearTimeout(this.due);
    this.due = null;
    this.isRunning = false;
    this.result = null;
    this.chosen = null;
    this.passes = [];
    this.graphs.clear();
    this.scenes.clear();
    this.forgetInspector();
    this.release();
    this.host.settled(this, "off");
  }

  private forgetInspector(): void {
    this.inspector?.dispose();
    this.inspector = null;
  }

  private release(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const go of waiting) go();
  }

  /** Resolves when nothing is pending, or after `limit` milliseconds. */
  settled(limit: number): Promise<void> {
    if (!this.isPending) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, limit);
      this.waiting.push(() => {
        clearTimeout(timer);
        // Edits that arrived in the same turn postpone the answer to the next run.
        resolve(this.isPending && !this.isDisposed ? this.settled(limit) : undefined);
      });
    });
  }

  interrupt(): void {
    this.inspector?.interrupt();
  }

  dispose(): void {
    this.isDisposed = true;
    this.epoch++;
    if (this.due !== null) clearTimeout(this.due);
    this.due = null;
    this.isRunning = false;
    this.forgetInspector();
    this.release();
  }

  // -------------------------------------------------------------- what there is to see

  /**
   * Null before the first result, and where nothing is evaluated. The same object as long as nothing has changed:
   * features keep what they have read out of a scene with it.
   */
  scene(uri: string, graph: GraphData | null = null): Scene | null {
    if (this.result === null) return null;
    const scene: Scene = {
      uri,
      owner: this.owner,
      trace: this.result.trace,
      places: this.result.places,
      chosen: this.chosen?.run ?? null,
      chosenRoot: this.chosen?.root ?? null,
      passes: this.passes,
      isStale: this.isStale,
      settings: this.settings,
      graph,
    };
    if (graph !== null) return scene;
    const version = this.host.find(uri)?.version ?? 0;
    const known = this.scenes.get(uri);
    if (known !== undefined && known.version === version && sameScene(known.scene, scene)) return known.scene;
    this.scenes.set(uri, { version, scene });
    return scene;
  }

  get places(): Places | null {
    return this.result?.places ?? null;
  }

  /** What is wrong with the annotations of the newest text. */
  annotationProblems(): AnnotationProblem[] {
    return (this.snippet?.problems ?? []).flatMap(({ uri, start, end, message, suggestion }) => {
      const document = this.host.find(uri);
      if (document === undefined) return [];
      return [
        { uri, range: { start: document.positionAt(start), end: document.positionAt(end) }, message, suggestion },
      ];
    });
  }

  /** Expectations that the newest run contradicts. `actualOf` reads the new text from a problem. */
  drifts(actualOf: (trace: Trace, code: number, offset: number) => string | null): Drift[] {
    const { result } = this;
    if (result === null || this.isPending) return [];
    return result.snippet.codes.flatMap((code, index) => {
      const document = this.host.find(code.uri);
      if (document === undefined) return [];
      return code.expectations.flatMap(({ offset, start, end }) => {
        const actual = actualOf(result.trace, index, offset);
        if (actual === null) return [];
        return [{ uri: code.uri, range: { start: document.positionAt(start), end: document.positionAt(end) }, actual }];
      });
    });
  }

  // -------------------------------------------------------------- backward runs and graphs

  async runBackward(root: string, reduce: Reduction | undefined): Promise<RunBackwardResult> {
    await this.settled(this.settings.longTime);
    const trace = this.trace;
    if (trace === null || this.inspector === null) return refusal("nothing is evaluated here");
    if (!trace.roots.some(({ key }) => key === root)) return refusal("the statement that made this root is gone");
    const { epoch } = this;
    const answer: BackwardResult = await this.inspector.backward(root, reduce);
    if (epoch !== this.epoch) return refusal("the text changed meanwhile");
    if (!answer.ok) {
      const location: Location | null = answer.cut === null ? null : (this.result?.places.locate(answer.cut) ?? null);
      return { ok: false, reason: answer.reason, location };
    }
    this.chosen = { root, reduce, run: answer.run };
    this.graphs.clear();
    this.host.settled(this, "choice");
    const scene = this.scene(this.owner);
    return { ok: true, gradients: scene === null ? 0 : gradientCount(scene), norm: answer.run.norm };
  }

  clearBackward(): void {
    if (this.chosen === null) return;
    this.chosen = null;
    this.graphs.clear();
    this.host.settled(this, "choice");
  }

  stepPass(choice: PassChoice): void {
    this.passes = [choice, ...this.passes.filter((other) => other.uri !== choice.uri || other.line !== choice.line)];
    this.host.settled(this, "choice");
  }

  /** The graph of a root; of the chosen or last one when absent. */
  async graph(root?: string): Promise<GraphState> {
    if (this.inspector === null || this.result === null) {
      return { kind: "empty", reason: "Nothing is evaluated here. Add `# gradlens: on`, or inspect the file." };
    }
    const wanted = root ?? this.chosen?.root;
    const key = wanted ?? "";
    const known = this.graphs.get(key);
    if (known !== undefined) return this.marked(known);
    const { epoch, chosen } = this;
    const state = await this.inspector.graph({ root: wanted, shownRun: chosen?.root });
    if (epoch === this.epoch && chosen === this.chosen) this.graphs.set(key, state);
    return this.marked(state);
  }

  private marked(state: GraphState): GraphState {
    return state.kind === "data" && this.isStale ? { ...state, isStale: true } : state;
  }

  get longBudget(): BudgetLimits {
    return { ...commandBudget, time: this.settings.longTime, memory: this.settings.memory * 2 ** 20 };
  }
}

function refusal(reason: string): RunBackwardResult {
  return { ok: false, reason, location: null };
}

function sameScene(a: Scene, b: Scene): boolean {
  return (Object.keys(b) as (keyof Scene)[]).every((key) => a[key] === b[key]);
}

/** The same codes at the same places, so that everything a run of one says is true of the other. */
function sameCodes(a: Snippet, b: Snippet): boolean {
  return (
    a.codes.length === b.codes.length &&
    a.codes.every((code, i) => {
      const other = b.codes[i]!;
      return (
        code.source === other.source &&
        JSON.stringify(code.segments) === JSON.stringify(other.segments) &&
        code.uri === other.uri &&
        code.name === other.name &&
        code.namespace === other.namespace &&
        code.isCell === other.isCell
      );
    })
  );
}
