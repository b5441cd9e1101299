/**
 * The syntax tree: CPython 3.11's `ast` with its own class and field names, so that anyone who knows that module knows
 * this one. Differences: every node carries its UTF-16 range in the source it was parsed from (`start`, `end`), `None`
 * for an absent child is `null`, and comparison and boolean chains keep CPython's n-ary form.
 *
 * Trees are plain data: no parent pointers, no tree-sitter nodes, no behaviour.
 */

export interface Ranged {
  /** UTF-16 offset of the first character, in the source text given to `parse`. */
  readonly start: number;
  /** UTF-16 offset after the last character. */
  readonly end: number;
}

export interface Module {
  readonly type: "Module";
  readonly body: readonly Stmt[];
}

/** One entry of a parse's problem list; `message` is CPython's (`invalid syntax`, `'(' was never closed`, …). */
export interface SyntaxProblem extends Ranged {
  readonly kind: "SyntaxError" | "IndentationError" | "TabError";
  readonly message: string;
}

/** Parsing is total: a tree of what could be understood, and the problems of what could not. */
export interface ParseResult {
  readonly module: Module;
  /** In source order. CPython would report the first one and run nothing. */
  readonly problems: readonly SyntaxProblem[];
}

// ---------------------------------------------------------------- statements

export type Stmt =
  | FunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | AugAssign
  | AnnAssign
  | For
  | While
  | If
  | With
  | Match
  | Raise
  | Try
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | ExprStmt
  | Pass
  | Break
  | Continue
  | ErrorStmt;

export interface FunctionDef extends Ranged {
  readonly type: "FunctionDef";
  readonly name: string;
  readonly nameRange: Ranged;
  readonly args: Arguments;
  readonly body: readonly Stmt[];
  readonly decorator_list: readonly Expr[];
  readonly returns: Expr | null;
  /** `async def`: the evaluator says not supported. */
  readonly isAsync: boolean;
}
export interface ClassDef extends Ranged {
  readonly type: "ClassDef";
  readonly name: string;
  readonly nameRange: Ranged;
  readonly bases: readonly Expr[];
  readonly keywords: readonly Keyword[];
  readonly body: readonly Stmt[];
  readonly decorator_list: readonly Expr[];
}
export interface Return extends Ranged {
  readonly type: "Return";
  readonly value: Expr | null;
}
export interface Delete extends Ranged {
  readonly type: "Delete";
  readonly targets: readonly Expr[];
}
export interface Assign extends Ranged {
  readonly type: "Assign";
  readonly targets: readonly Expr[];
  readonly value: Expr;
}
export interface AugAssign extends Ranged {
  readonly type: "AugAssign";
  readonly target: Name | Attribute | Subscript;
  readonly op: BinaryOperator;
  readonly value: Expr;
}
export interface AnnAssign extends Ranged {
  readonly type: "AnnAssign";
  readonly target: Name | Attribute | Subscript;
  readonly annotation: Expr;
  readonly value: Expr | null;
  /** True for a plain name without parentheses: only those are recorded in `__annotations__`. */
  readonly simple: boolean;
}
export interface For extends Ranged {
  readonly type: "For";
  readonly target: Expr;
  readonly iter: Expr;
  readonly body: readonly Stmt[];
  readonly orelse: readonly Stmt[];
  readonly isAsync: boolean;
}
export interface While extends Ranged {
  readonly type: "While";
  readonly test: Expr;
  readonly body: readonly Stmt[];
  readonly orelse: readonly Stmt[];
}
export interface If extends Ranged {
  readonly type: "If";
  readonly test: Expr;
  readonly body: readonly Stmt[];
  readonly orelse: readonly Stmt[];
}
export interface With extends Ranged {
  readonly type: "With";
  readonly items: readonly WithItem[];
  readonly body: readonly Stmt[];
  readonly isAsync: boolean;
}
export interface WithItem {
  readonly context_expr: Expr;
  readonly optional_vars: Expr | null;
}
export interface Match extends Ranged {
  readonly type: "Match";
  readonly subject: Expr;
  readonly cases: readonly MatchCase[];
}
export interface MatchCase extends Ranged {
  readonly pattern: Pattern;
  readonly guard: Expr | null;
  readonly body: readonly Stmt[];
}
export interface Raise extends Ranged {
  readonly type: "Raise";
  readonly exc: Expr | null;
  readonly cause: Expr | null;
}
export interface Try extends Ranged {
  readonly type: "Try";
  readonly body: readonly Stmt[];
  readonly handlers: readonly ExceptHandler[];
  readonly orelse: readonly Stmt[];
  readonly finalbody: readonly Stmt[];
  /** `except*` (exception groups). */
  readonly star: boolean;
}
export interface ExceptHandler extends Ranged {
  readonly exceptionType: Expr | null;
  readonly name: string | null;
  readonly body: readonly Stmt[];
}
export interface Assert extends Ranged {
  readonly type: "Assert";
  readonly test: Expr;
  readonly msg: Expr | null;
}
export interface Import extends Ranged {
  readonly type: "Import";
  readonly names: readonly Alias[];
}
export interface ImportFrom extends Ranged {
  readonly type: "ImportFrom";
  /** Dotted name after the dots, or null in `from . import x`. */
  readonly module: string | null;
  /** `[{name: "*"}]` for a star import. */
  readonly names: readonly Alias[];
  readonly level: number;
}
export interface Alias extends Ranged {
  readonly name: string;
  readonly asname: string | null;
}
export interface Global extends Ranged {
  readonly type: "Global";
  readonly names: readonly string[];
}
export interface Nonlocal extends Ranged {
  readonly type: "Nonlocal";
  readonly names: readonly string[];
}
/** CPython's `Expr` statement; named ExprStmt because `Expr` is the union of expressions here. */
export interface ExprStmt extends Ranged {
  readonly type: "ExprStmt";
  readonly value: Expr;
}
export interface Pass extends Ranged {
  readonly type: "Pass";
}
export interface Break extends Ranged {
  readonly type: "Break";
}
export interface Continue extends Ranged {
  readonly type: "Continue";
}
/** Text that is not a statement; its problem is in ParseResult.problems. Evaluating it does nothing in tolerant mode. */
export interface ErrorStmt extends Ranged {
  readonly type: "ErrorStmt";
}

// ---------------------------------------------------------------- expressions

export type Expr =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | SetExpr
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | JoinedStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | List
  | Tuple
  | Slice;

export type BinaryOperator = "+" | "-" | "*" | "@" | "/" | "//" | "%" | "**" | "<<" | ">>" | "|" | "^" | "&";
export type UnaryOperator = "not" | "+" | "-" | "~";
export type CompareOperator = "==" | "!=" | "<" | "<=" | ">" | ">=" | "is" | "is not" | "in" | "not in";

export interface BoolOp extends Ranged {
  readonly type: "BoolOp";
  readonly op: "and" | "or";
  readonly values: readonly Expr[];
}
export interface NamedExpr extends Ranged {
  readonly type: "NamedExpr";
  readonly target: Name;
  readonly value: Expr;
}
export interface BinOp extends Ranged {
  readonly type: "BinOp";
  readonly left: Expr;
  readonly op: BinaryOperator;
  /** Where the operator itself stands: a hover on it shows this expression. */
  readonly opRange: Ranged;
  readonly right: Expr;
}
export interface UnaryOp extends Ranged {
  readonly type: "UnaryOp";
  readonly op: UnaryOperator;
  readonly operand: Expr;
}
export interface Lambda extends Ranged {
  readonly type: "Lambda";
  readonly args: Arguments;
  readonly body: Expr;
}
export interface IfExp extends Ranged {
  readonly type: "IfExp";
  readonly test: Expr;
  readonly body: Expr;
  readonly orelse: Expr;
}
export interface Dict extends Ranged {
  readonly type: "Dict";
  /** A null key is `**mapping`. */
  readonly keys: readonly (Expr | null)[];
  readonly values: readonly Expr[];
}
export interface SetExpr extends Ranged {
  readonly type: "Set";
  readonly elts: readonly Expr[];
}
export interface ListComp extends Ranged {
  readonly type: "ListComp";
  readonly elt: Expr;
  readonly generators: readonly Comprehension[];
}
export interface SetComp extends Ranged {
  readonly type: "SetComp";
  readonly elt: Expr;
  readonly generators: readonly Comprehension[];
}
export interface DictComp extends Ranged {
  readonly type: "DictComp";
  readonly key: Expr;
  readonly value: Expr;
  readonly generators: readonly Comprehension[];
}
export interface GeneratorExp extends Ranged {
  readonly type: "GeneratorExp";
  readonly elt: Expr;
  readonly generators: readonly Comprehension[];
}
export interface Comprehension {
  readonly target: Expr;
  readonly iter: Expr;
  readonly ifs: readonly Expr[];
  readonly isAsync: boolean;
}
export interface Await extends Ranged {
  readonly type: "Await";
  readonly value: Expr;
}
export interface Yield extends Ranged {
  readonly type: "Yield";
  readonly value: Expr | null;
}
export interface YieldFrom extends Ranged {
  readonly type: "YieldFrom";
  readonly value: Expr;
}
export interface Compare extends Ranged {
  readonly type: "Compare";
  readonly left: Expr;
  readonly ops: readonly CompareOperator[];
  readonly comparators: readonly Expr[];
}
export interface Call extends Ranged {
  readonly type: "Call";
  readonly func: Expr;
  /** Positional arguments in order; `*iterable` is a Starred. */
  readonly args: readonly Expr[];
  readonly keywords: readonly Keyword[];
}
export interface Keyword extends Ranged {
  /** null is `**mapping`. */
  readonly arg: string | null;
  readonly value: Expr;
}
/** An f-string, implicitly concatenated neighbours included. Plain text parts are Constants of string kind. */
export interface JoinedStr extends Ranged {
  readonly type: "JoinedStr";
  readonly values: readonly (Constant | FormattedValue)[];
}
export interface FormattedValue extends Ranged {
  readonly type: "FormattedValue";
  readonly value: Expr;
  /** After `!`. */
  readonly conversion: "s" | "r" | "a" | null;
  readonly format_spec: JoinedStr | null;
  // `f"{x=}"` is lowered as CPython does: a Constant "x=" before, and conversion "r" unless given.
}
export type ConstantValue =
  | { readonly kind: "None" }
  | { readonly kind: "bool"; readonly value: boolean }
  /** number when it is a safe integer, else bigint. */
  | { readonly kind: "int"; readonly value: number | bigint }
  | { readonly kind: "float"; readonly value: number }
  /** `2j`: the imaginary part. */
  | { readonly kind: "complex"; readonly imag: number }
  | { readonly kind: "str"; readonly value: string }
  | { readonly kind: "bytes"; readonly value: Uint8Array }
  | { readonly kind: "Ellipsis" };
export interface Constant extends Ranged {
  readonly type: "Constant";
  readonly value: ConstantValue;
}
export interface Attribute extends Ranged {
  readonly type: "Attribute";
  readonly value: Expr;
  readonly attr: string;
  readonly attrRange: Ranged;
}
export interface Subscript extends Ranged {
  readonly type: "Subscript";
  readonly value: Expr;
  /** A Slice, or a Tuple that may hold Slices and Starreds, or any expression. */
  readonly slice: Expr;
}
export interface Starred extends Ranged {
  readonly type: "Starred";
  readonly value: Expr;
}
export interface Name extends Ranged {
  readonly type: "Name";
  readonly id: string;
}
export interface List extends Ranged {
  readonly type: "List";
  readonly elts: readonly Expr[];
}
export interface Tuple extends Ranged {
  readonly type: "Tuple";
  readonly elts: readonly Expr[];
}
export interface Slice extends Ranged {
  readonly type: "Slice";
  readonly lower: Expr | null;
  readonly upper: Expr | null;
  readonly step: Expr | null;
}

export interface Arguments {
  readonly posonlyargs: readonly Arg[];
  readonly args: readonly Arg[];
  readonly vararg: Arg | null;
  readonly kwonlyargs: readonly Arg[];
  /** One per kwonlyarg; null where there is no default. */
  readonly kw_defaults: readonly (Expr | null)[];
  readonly kwarg: Arg | null;
  /** For the last posonlyargs and args. */
  readonly defaults: readonly Expr[];
}
export interface Arg extends Ranged {
  readonly arg: string;
  readonly annotation: Expr | null;
}

// ---------------------------------------------------------------- patterns of `match`

export type Pattern =
  | MatchValue
  | MatchSingleton
  | MatchSequence
  | MatchMapping
  | MatchClass
  | MatchStar
  | MatchAs
  | MatchOr;

export interface MatchValue extends Ranged {
  readonly type: "MatchValue";
  readonly value: Expr;
}
export interface MatchSingleton extends Ranged {
  readonly type: "MatchSingleton";
  readonly value: null | boolean;
}
export interface MatchSequence extends Ranged {
  readonly type: "MatchSequence";
  readonly patterns: readonly Pattern[];
}
export interface MatchMapping extends Ranged {
  readonly type: "MatchMapping";
  readonly keys: readonly Expr[];
  readonly patterns: readonly Pattern[];
  readonly rest: string | null;
}
export interface MatchClass extends Ranged {
  readonly type: "MatchClass";
  readonly cls: Expr;
  readonly patterns: readonly Pattern[];
  readonly kwd_attrs: readonly string[];
  readonly kwd_patterns: readonly Pattern[];
}
export interface MatchStar extends Ranged {
  readonly type: "MatchStar";
  readonly name: string | null;
}
/** `pattern as name`, a capture (`pattern` null), or the wildcard `_` (both null). */
export interface MatchAs extends Ranged {
  readonly type: "MatchAs";
  readonly pattern: Pattern | null;
  readonly name: string | null;
}
export interface MatchOr extends Ranged {
  readonly type: "MatchOr";
  readonly patterns: readonly Pattern[];
}
