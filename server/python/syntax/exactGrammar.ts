/**
 * The grammar of Python 3.11 with the places where CPython words an error, in the notation of grammarEngine.ts.
 *
 * Alternatives that start with `?` match wrong programs and report them. Their order is CPython's, because the first
 * that matches decides the message.
 */
import {
  compileGrammar,
  FAIL,
  type Match,
  type Outcome,
  type ParserState,
  type Rule,
  type Value,
} from "./grammarEngine.ts";
import { checkStrings } from "./stringChecks.ts";

const STATEMENTS = `
file: [statements] ENDMARKER
eval: expressions NEWLINE* ENDMARKER
fstring: star_expressions NEWLINE* ENDMARKER
statements: statement+
statement: compound_stmt | simple_stmts
simple_stmts: simple_stmt !';' NEWLINE | simple_stmt % ';' [';'] NEWLINE
simple_stmt: assignment | star_expressions | &'return' return_stmt | &('import' | 'from') import_stmt | &'raise' raise_stmt | 'pass' | &'del' del_stmt | &'yield' yield_expr | &'assert' assert_stmt | 'break' | 'continue' | &'global' global_stmt | &'nonlocal' nonlocal_stmt
compound_stmt: &('def' | '@' | 'async') function_def | &'if' if_stmt | &('class' | '@') class_def | &('with' | 'async') with_stmt | &('for' | 'async') for_stmt | &'try' try_stmt | &'while' while_stmt | match_stmt
assignment: NAME ':' expression ['=' annotated_rhs] | ('(' single_target ')' | single_subscript_attribute_target) ':' expression ['=' annotated_rhs] | (star_targets '=' =$0)+ (yield_expr | star_expressions) !'=' | single_target augassign ~ (yield_expr | star_expressions) | ? invalid_assignment
annotated_rhs: yield_expr | star_expressions
augassign: '+=' | '-=' | '*=' | '@=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**=' | '//='
invalid_assignment: invalid_ann_assign_target ':' expression @annotationTarget | star_named_expression ',' (star_named_expression ',')* [star_named_expression] ':' expression @at 0 «only single target (not tuple) can be annotated» | expression ':' expression @at 0 «illegal target for annotation» | (star_targets '=')* star_expressions '=' @target 1 «cannot assign to» | (star_targets '=')* yield_expr '=' @at 1 «assignment to yield expression not possible» | star_expressions augassign (yield_expr | star_expressions) @augmented
invalid_ann_assign_target: list | tuple | '(' invalid_ann_assign_target ')' =$1
return_stmt: 'return' [star_expressions]
raise_stmt: 'raise' expression ['from' expression] | 'raise'
global_stmt: 'global' NAME % ','
nonlocal_stmt: 'nonlocal' NAME % ','
del_stmt: 'del' del_targets &(';' | NEWLINE) | ? 'del' star_expressions @target 1 «cannot delete»
assert_stmt: 'assert' expression [',' expression]
import_stmt: import_name | import_from
import_name: 'import' dotted_as_name % ','
import_from: 'from' ('.' | '...')* dotted_name 'import' import_from_targets | 'from' ('.' | '...')+ 'import' import_from_targets
import_from_targets: '(' import_from_as_names [','] ')' | import_from_as_names !',' | '*' | ? import_from_as_names ',' NEWLINE @last «trailing comma not allowed without surrounding parentheses»
import_from_as_names: import_from_as_name % ','
import_from_as_name: NAME ['as' NAME]
dotted_as_name: dotted_name ['as' NAME]
dotted_name: NAME % '.'
block: NEWLINE INDENT statements DEDENT | simple_stmts | ? NEWLINE !INDENT @indentLast «expected an indented block»
decorators: ('@' named_expression NEWLINE)+
class_def: decorators class_def_raw | class_def_raw
class_def_raw: ? invalid_class_def_raw | 'class' NAME ['(' [arguments] ')'] ':' block
invalid_class_def_raw: 'class' NAME ['(' [arguments] ')'] NEWLINE @last «expected ':'» | 'class' NAME ['(' [arguments] ')'] ':' NEWLINE !INDENT @indent 0 «class definition»
function_def: decorators function_def_raw | function_def_raw
function_def_raw: ? invalid_def_raw | 'def' NAME &&'(' [params] ')' ['->' expression] &&':' block | 'async' 'def' NAME &&'(' [params] ')' ['->' expression] &&':' block
invalid_def_raw: ['async'] 'def' NAME '(' [params] ')' ['->' expression] ':' NEWLINE !INDENT @indent 1 «function definition»
if_stmt: ? invalid_if_stmt | 'if' named_expression ':' block elif_stmt | 'if' named_expression ':' block [else_block]
invalid_if_stmt: 'if' named_expression NEWLINE @last «expected ':'» | 'if' named_expression ':' NEWLINE !INDENT @indent 0 «'if' statement»
elif_stmt: ? invalid_elif_stmt | 'elif' named_expression ':' block elif_stmt | 'elif' named_expression ':' block [else_block]
invalid_elif_stmt: 'elif' named_expression NEWLINE @last «expected ':'» | 'elif' named_expression ':' NEWLINE !INDENT @indent 0 «'elif' statement»
else_block: ? 'else' ':' NEWLINE !INDENT @indent 0 «'else' statement» | 'else' &&':' block
while_stmt: ? invalid_while_stmt | 'while' named_expression ':' block [else_block]
invalid_while_stmt: 'while' named_expression NEWLINE @last «expected ':'» | 'while' named_expression ':' NEWLINE !INDENT @indent 0 «'while' statement»
for_stmt: ? invalid_for_stmt | 'for' star_targets 'in' ~ star_expressions ':' block [else_block] | 'async' 'for' star_targets 'in' ~ star_expressions ':' block [else_block] | ? invalid_for_target
invalid_for_stmt: ['async'] 'for' star_targets 'in' star_expressions NEWLINE @last «expected ':'» | ['async'] 'for' star_targets 'in' star_expressions ':' NEWLINE !INDENT @indent 1 «'for' statement»
invalid_for_target: 'async'? 'for' star_expressions @forTarget 2
with_stmt: ? invalid_with_stmt_indent | 'with' '(' with_item % ',' [','] ')' ':' block | 'with' with_item % ',' ':' block | 'async' 'with' '(' with_item % ',' [','] ')' ':' block | 'async' 'with' with_item % ',' ':' block | ? invalid_with_stmt
with_item: expression 'as' star_target &(',' | ')' | ':') | ? expression 'as' expression &(',' | ')' | ':') @target 2 «cannot assign to» | expression
invalid_with_stmt: ['async'] 'with' (expression ['as' star_target]) % ',' NEWLINE @last «expected ':'» | ['async'] 'with' '(' (expressions ['as' star_target]) % ',' [','] ')' NEWLINE @last «expected ':'»
invalid_with_stmt_indent: ['async'] 'with' (expression ['as' star_target]) % ',' ':' NEWLINE !INDENT @indent 1 «'with' statement» | ['async'] 'with' '(' (expressions ['as' star_target]) % ',' [','] ')' ':' NEWLINE !INDENT @indent 1 «'with' statement»
try_stmt: ? invalid_try_stmt | 'try' &&':' block finally_block | 'try' &&':' block except_block+ [else_block] [finally_block] | 'try' &&':' block except_star_block+ [else_block] [finally_block]
invalid_try_stmt: 'try' ':' NEWLINE !INDENT @indent 0 «'try' statement» | 'try' ':' block !('except' | 'finally') @last «expected 'except' or 'finally' block» | 'try' ':' block* ((except_block+ except_star_block) | (except_star_block+ except_block)) block* @mixedExcept «cannot have both 'except' and 'except*' on the same 'try'»
except_block: ? invalid_except_stmt_indent | 'except' expression ['as' NAME] ':' block | 'except' ':' block | ? invalid_except_stmt
except_star_block: ? 'except' '*' expression ['as' NAME] ':' NEWLINE !INDENT @indent 0 «'except*' statement» | 'except' '*' expression ['as' NAME] ':' block | ? invalid_except_stmt
finally_block: ? 'finally' ':' NEWLINE !INDENT @indent 0 «'finally' statement» | 'finally' &&':' block
invalid_except_stmt: 'except' '*'? expression ',' expressions ['as' NAME] ':' @from 2 «multiple exception types must be parenthesized» | 'except' '*'? expression ['as' NAME] NEWLINE @last «expected ':'» | 'except' NEWLINE @last «expected ':'» | 'except' '*' (NEWLINE | ':') @last «expected one or more exception types»
invalid_except_stmt_indent: 'except' expression ['as' NAME] ':' NEWLINE !INDENT @indent 0 «'except' statement» | 'except' ':' NEWLINE !INDENT @indent 0 «'except' statement»
match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT | ? invalid_match_stmt
invalid_match_stmt: "match" subject_expr NEWLINE @last «expected ':'» | "match" subject_expr ':' NEWLINE !INDENT @indent 0 «'match' statement»
subject_expr: star_named_expression ',' [star_named_expressions] | named_expression
case_block: ? invalid_case_block | "case" patterns [guard] ':' block
invalid_case_block: "case" patterns [guard] NEWLINE @last «expected ':'» | "case" patterns [guard] ':' NEWLINE !INDENT @indent 0 «'case' statement»
guard: 'if' named_expression
patterns: open_sequence_pattern | pattern
pattern: as_pattern | or_pattern
as_pattern: or_pattern 'as' pattern_capture_target | ? or_pattern 'as' "_" @at 2 «cannot use '_' as a target» | ? or_pattern 'as' !NAME expression @at 2 «invalid pattern target»
or_pattern: closed_pattern % '|'
closed_pattern: literal_pattern | pattern_capture_target | "_" | attr !('.' | '(' | '=') | '(' pattern ')' | sequence_pattern | mapping_pattern | class_pattern
literal_pattern: signed_number !('+' | '-') | complex_number | strings | 'None' | 'True' | 'False'
signed_number: NUMBER | '-' NUMBER
complex_number: real_number ('+' | '-') NUMBER @imaginary
real_number: NUMBER @real 0 | '-' NUMBER @real 1
pattern_capture_target: !"_" NAME !('.' | '(' | '=')
attr: NAME ('.' NAME)+
name_or_attr: NAME ('.' NAME)*
sequence_pattern: '[' [maybe_sequence_pattern] ']' | '(' [open_sequence_pattern] ')'
open_sequence_pattern: maybe_star_pattern ',' [maybe_sequence_pattern]
maybe_sequence_pattern: maybe_star_pattern % ',' [',']
maybe_star_pattern: '*' (pattern_capture_target | "_") | pattern
mapping_pattern: '{' '}' | '{' double_star_pattern [','] '}' | '{' key_value_pattern % ',' ',' double_star_pattern [','] '}' | '{' key_value_pattern % ',' [','] '}'
key_value_pattern: (literal_pattern | attr) ':' pattern
double_star_pattern: '**' pattern_capture_target
class_pattern: name_or_attr '(' ')' | name_or_attr '(' pattern % ',' [','] ')' | name_or_attr '(' keyword_pattern % ',' [','] ')' | name_or_attr '(' pattern % ',' ',' keyword_pattern % ',' [','] ')' | ? name_or_attr '(' [pattern % ',' ','] keyword_pattern % ',' ',' pattern % ',' @list 5 «positional patterns follow keyword patterns»
keyword_pattern: NAME '=' pattern
`;

/** `params` and `lambda_params` differ in what closes them and in annotations. */
function parameterRules(prefix: string, closing: string, annotation: string, lambda: boolean): string {
  const p = prefix;
  const parenthesized = lambda
    ? `${p}no_default* '(' NAME % ',' [','] ')' @range 1 4 «Lambda expression parameters cannot be parenthesized»`
    : `${p}no_default* '(' ${p}no_default+ [','] ')' @range 1 4 «Function parameters cannot be parenthesized»`;
  const bareStar = lambda
    ? `'*' (${closing} | ',' (${closing} | '**')) @last «named arguments must follow bare *»`
    : `'*' (${closing} | ',' (${closing} | '**')) @at 0 «named arguments must follow bare *»`;
  return `
${p}params: ? ${p}invalid_parameters | ${p}parameters
${p}parameters: ${p}slash_no_default ${p}no_default* ${p}with_default* [${p}star_etc] | ${p}slash_with_default ${p}with_default* [${p}star_etc] | ${p}no_default+ ${p}with_default* [${p}star_etc] | ${p}with_default+ [${p}star_etc] | ${p}star_etc
${p}slash_no_default: ${p}no_default+ '/' ',' | ${p}no_default+ '/' &${closing}
${p}slash_with_default: ${p}no_default* ${p}with_default+ '/' ',' | ${p}no_default* ${p}with_default+ '/' &${closing}
${p}star_etc: ? ${p}invalid_star_etc | '*' ${p}no_default ${p}maybe_default* [${p}kwds] | ${lambda ? "" : `'*' NAME ':' star_expression (',' | &${closing}) ${p}maybe_default* [${p}kwds] | `}'*' ',' ${p}maybe_default+ [${p}kwds] | ${p}kwds
${p}kwds: ? ${p}invalid_kwds | '**' ${p}no_default
${p}no_default: ${p}param ',' =$0 | ${p}param &${closing}
${p}with_default: ${p}param ${p}default ',' | ${p}param ${p}default &${closing}
${p}maybe_default: ${p}param [${p}default] ',' | ${p}param [${p}default] &${closing}
${p}param: NAME ${annotation} =param
${p}default: '=' expression${lambda ? "" : ` | ? '=' &(${closing} | ',') @at 0 «expected default value expression»`}
${p}invalid_parameters: ${p}no_default* (${p}slash_with_default | ${p}with_default+) ${p}no_default @at 2 «non-default argument follows default argument» | ${parenthesized} | '/' ',' @at 0 «at least one argument must precede /» | (${p}slash_no_default | ${p}slash_with_default) ${p}maybe_default* '/' @at 2 «/ may appear only once» | [${p}slash_no_default | ${p}slash_with_default] ${p}maybe_default* '*' (',' | ${p}no_default) ${p}maybe_default* '/' @at 5 «/ must be ahead of *» | ${p}maybe_default+ '/' '*' @at 2 «expected comma between / and *»
${p}invalid_star_etc: ${bareStar} | '*' ${p}param '=' @at 2 «var-positional argument cannot have default value» | '*' (${p}no_default | ',') ${p}maybe_default* '*' (${p}no_default | ',') @at 3 «* argument may appear only once»
${p}invalid_kwds: '**' ${p}param '=' @at 2 «var-keyword argument cannot have default value» | '**' ${p}param ',' ${p}param @at 3 «arguments cannot follow var-keyword argument» | '**' ${p}param ',' ('*' | '**' | '/') @at 3 «arguments cannot follow var-keyword argument»
`;
}

const EXPRESSIONS = `
expressions: expression (',' expression)+ [','] =Tuple | expression ',' =Tuple | expression
expression: ? invalid_expression | ? invalid_legacy_expression | disjunction 'if' disjunction 'else' expression =IfExp | disjunction | lambdef
invalid_expression: !(NAME STRING | "match" | "case" | "_") disjunction expression_without_invalid @comma | disjunction 'if' disjunction !('else' | ':') @range 0 2 «expected 'else' after 'if' expression»
invalid_legacy_expression: NAME !'(' star_expressions @legacy
expression_without_invalid: @plainly
plain_expression: disjunction 'if' disjunction 'else' expression =IfExp | disjunction | lambdef
yield_expr: 'yield' 'from' expression =Yield | 'yield' [star_expressions] =Yield
star_expressions: star_expression (',' star_expression)+ [','] =Tuple | star_expression ',' =Tuple | star_expression
star_expression: '*' bitwise_or =Starred | expression
star_named_expressions: star_named_expression % ',' [','] =$0
star_named_expression: '*' bitwise_or =Starred | named_expression
assignment_expression: NAME ':=' ~ expression =NamedExpr
named_expression: assignment_expression | ? invalid_named_expression | expression !':='
invalid_named_expression: expression ':=' expression @walrus | NAME '=' bitwise_or !('=' | ':=') @range 0 2 «invalid syntax. Maybe you meant '==' or ':=' instead of '='?» | !(list | tuple | genexp | 'True' | 'None' | 'False') bitwise_or '=' bitwise_or !('=' | ':=') @equals
disjunction: conjunction ('or' conjunction)* =BoolOp?
conjunction: inversion ('and' inversion)* =BoolOp?
inversion: 'not' inversion =UnaryOp | comparison
comparison: bitwise_or (compare_op bitwise_or)* =Compare?
compare_op: '==' | '!=' | '<=' | '<' | '>=' | '>' | 'not' 'in' | 'in' | 'is' 'not' | 'is'
bitwise_or: bitwise_xor ('|' bitwise_xor)* =BinOp?
bitwise_xor: bitwise_and ('^' bitwise_and)* =BinOp?
bitwise_and: shift_expr ('&' shift_expr)* =BinOp?
shift_expr: sum (('<<' | '>>') sum)* =BinOp?
sum: term (('+' | '-') term)* =BinOp?
term: factor (('*' | '/' | '//' | '%' | '@') factor)* =BinOp?
factor: '+' factor =UnaryOp | '-' factor =UnaryOp | '~' factor =UnaryOp | power
power: await_primary '**' factor =BinOp | await_primary
await_primary: 'await' primary =Await | primary
primary: atom trailer* @primary
trailer: '.' NAME =Attribute | genexp =Call | '(' [arguments] ')' =Call | '[' slices ']' =Subscript
slices: slice !',' | (slice | starred_expression) % ',' [',']
slice: [expression] ':' [expression] [':' [expression]] =Slice | named_expression
atom: NAME =Name | 'True' | 'False' | 'None' | &STRING strings | NUMBER @number | &'(' (tuple | group | genexp) | &'[' (list | listcomp) | &'{' (dict | set | dictcomp | setcomp) | '...'
strings: STRING+ @strings
group: '(' (yield_expr | named_expression) ')' @group | ? '(' starred_expression ')' @at 1 «cannot use starred expression here» | ? '(' '**' expression ')' @at 1 «cannot use double starred expression here»
lambdef: 'lambda' [lambda_params] ':' expression =Lambda
list: '[' [star_named_expressions] ']' =List
tuple: '(' [star_named_expression ',' [star_named_expressions]] ')' =Tuple
set: '{' star_named_expressions '}' =Set
dict: '{' [double_starred_kvpairs] '}' =Dict | '{' invalid_double_starred_kvpairs '}'
double_starred_kvpairs: double_starred_kvpair % ',' [',']
double_starred_kvpair: '**' bitwise_or | kvpair
kvpair: expression ':' expression
invalid_double_starred_kvpairs: double_starred_kvpair % ',' ',' invalid_kvpair | expression ':' '*' bitwise_or @from 2 «cannot use a starred expression in a dictionary value» | expression ':' &('}' | ',') @at 1 «expression expected after dictionary key and ':'»
invalid_kvpair: expression !':' @afterKey | expression ':' '*' bitwise_or @from 2 «cannot use a starred expression in a dictionary value» | expression ':' &('}' | ',') @at 1 «expression expected after dictionary key and ':'»
for_if_clauses: for_if_clause+
for_if_clause: 'async' 'for' star_targets 'in' ~ disjunction ('if' disjunction)* =clause | 'for' star_targets 'in' ~ disjunction ('if' disjunction)* =clause | ? invalid_for_target
listcomp: '[' named_expression for_if_clauses ']' =ListComp | ? invalid_comprehension
setcomp: '{' named_expression for_if_clauses '}' =SetComp | ? invalid_comprehension
genexp: '(' (assignment_expression | expression !':=') for_if_clauses ')' =GeneratorExp | ? invalid_comprehension
dictcomp: '{' kvpair for_if_clauses '}' =DictComp | ? '{' '**' bitwise_or for_if_clauses '}' @at 1 «dict unpacking cannot be used in dict comprehension»
invalid_comprehension: ('[' | '(' | '{') starred_expression for_if_clauses @at 1 «iterable unpacking cannot be used in comprehension» | ('[' | '{') star_named_expression ',' star_named_expressions for_if_clauses @range 1 3 «did you forget parentheses around the comprehension target?» | ('[' | '{') star_named_expression ',' for_if_clauses @range 1 2 «did you forget parentheses around the comprehension target?»
arguments: args [','] &')' =$0 | ? invalid_arguments
args: (starred_expression | (assignment_expression | expression !':=') !'=') % ',' [',' kwargs] =args | kwargs =args
kwargs: kwarg_or_starred % ',' ',' kwarg_or_double_starred % ',' | kwarg_or_starred % ',' | kwarg_or_double_starred % ','
starred_expression: '*' expression =Starred
kwarg_or_starred: ? invalid_kwarg | NAME '=' expression =keyword | starred_expression
kwarg_or_double_starred: ? invalid_kwarg | NAME '=' expression =keyword | '**' expression =unpacking
invalid_arguments: args ',' '*' @starAfterUnpacking | expression for_if_clauses ',' [args | expression for_if_clauses] @range 0 1 «Generator expression must be parenthesized» | NAME '=' expression for_if_clauses @range 0 1 «invalid syntax. Maybe you meant '==' or ':=' instead of '='?» | args for_if_clauses @bareGenerator | args ',' expression for_if_clauses @range 2 3 «Generator expression must be parenthesized» | args ',' args @positional
invalid_kwarg: ('True' | 'False' | 'None') '=' @constantKeyword | NAME '=' expression for_if_clauses @range 0 1 «invalid syntax. Maybe you meant '==' or ':=' instead of '='?» | !(NAME '=') expression '=' @range 0 1 «expression cannot contain assignment, perhaps you meant "=="?»
star_targets: star_target !',' | star_target (',' star_target)* [','] =Tuple
star_target: '*' !'*' star_target =Starred | target_with_star_atom
target_with_star_atom: t_primary '.' NAME !t_lookahead =Attribute | t_primary '[' slices ']' !t_lookahead =Subscript | star_atom
star_atom: NAME =Name | '(' target_with_star_atom ')' | '(' [star_targets_seq_tuple] ')' =Tuple | '[' [star_target % ',' [',']] ']' =List
star_targets_seq_tuple: star_target (',' star_target)+ [','] | star_target ','
single_target: single_subscript_attribute_target | NAME | '(' single_target ')'
single_subscript_attribute_target: t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead
t_primary: atom &t_lookahead (trailer &t_lookahead)*
t_lookahead: '(' | '[' | '.'
del_targets: del_target % ',' [',']
del_target: t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead | del_t_atom
del_t_atom: NAME | '(' del_target ')' | '(' [del_targets] ')' | '[' [del_targets] ']'
`;

function isMatch(value: Value | undefined): value is Match {
  return value !== null && value !== undefined && !Array.isArray(value);
}

/** First and one-past-last token of whatever was matched. */
function spanOf(value: Value | undefined): { from: number; to: number } | null {
  if (isMatch(value)) return value;
  if (!Array.isArray(value)) return null;
  let from = -1;
  let to = -1;
  for (const part of value as readonly Value[]) {
    const span = spanOf(part);
    if (span === null) continue;
    if (from < 0) from = span.from;
    to = span.to;
  }
  return from < 0 ? null : { from, to };
}

const NAMES: Readonly<Record<string, string>> = {
  Attribute: "attribute",
  Subscript: "subscript",
  Starred: "starred",
  Name: "name",
  List: "list",
  Tuple: "tuple",
  Lambda: "lambda",
  Call: "function call",
  BoolOp: "expression",
  BinOp: "expression",
  UnaryOp: "expression",
  GeneratorExp: "generator expression",
  Yield: "yield expression",
  Await: "await expression",
  ListComp: "list comprehension",
  SetComp: "set comprehension",
  DictComp: "dict comprehension",
  Dict: "dict literal",
  Set: "set display",
  JoinedStr: "f-string expression",
  Compare: "comparison",
  IfExp: "conditional expression",
  NamedExpr: "named expression",
  True: "True",
  False: "False",
  None: "None",
  "...": "ellipsis",
};

export function expressionName(match: Match): string {
  return NAMES[match.kind] ?? "literal";
}

/** The first part of a would-be target that cannot be one. */
function invalidTarget(value: Value | undefined, deleting: boolean, looping: boolean): Match | null {
  if (!isMatch(value)) {
    if (Array.isArray(value)) {
      for (const part of value as readonly Value[]) {
        if (
          isMatch(part) &&
          (part.kind === "," || part.kind === "(" || part.kind === ")" || part.kind === "[" || part.kind === "]")
        ) {
          continue;
        }
        const found = invalidTarget(part, deleting, looping);
        if (found !== null) return found;
      }
    }
    return null;
  }
  switch (value.kind) {
    case "Name":
    case "Attribute":
    case "Subscript":
      return null;
    case "Starred":
      return deleting ? value : invalidTarget(value.parts[1], deleting, looping);
    case "List":
    case "Tuple":
      return invalidTarget(value.parts, deleting, looping);
    case "Compare": {
      // `for a in b` also reads as the comparison `a in b`, whose left side is the target.
      if (!looping) return value;
      const pairs = value.parts[1];
      const pair = Array.isArray(pairs) ? (pairs[0] as Value) : null;
      const operator = Array.isArray(pair) ? (pair[0] as Value) : null;
      return isMatch(operator) && operator.kind === "in" ? invalidTarget(value.parts[0], deleting, looping) : null;
    }
    default:
      return value;
  }
}

function makeAction(name: string, numbers: readonly number[], message: string) {
  const first = numbers[0] ?? 0;
  const second = numbers[1] ?? 0;
  const raise = (state: ParserState, a: Value | undefined, b: Value | undefined, text: string): never => {
    const from = spanOf(a);
    const to = spanOf(b);
    throw state.report(text, from?.from ?? state.mark, to?.to ?? state.mark);
  };
  return (state: ParserState, values: readonly Value[], from: number): Outcome => {
    switch (name) {
      case "at":
        return raise(state, values[first], values[first], message);
      case "from":
        return raise(state, values[first], values[values.length - 1], message);
      case "range":
        return raise(state, values[first], values[second], message);
      case "list":
        return raise(state, values[first], values[first], message);
      case "last":
        throw state.reportLast(message);
      case "indentLast":
        throw state.reportLast(message, "IndentationError");
      case "indent": {
        const keyword = spanOf(values[first]);
        const line = state.tokens[keyword?.from ?? from]?.line ?? 0;
        throw state.reportLast(`expected an indented block after ${message} on line ${line}`, "IndentationError");
      }
      case "target": {
        const bad = invalidTarget(values[first], message === "cannot delete", false);
        if (bad === null) return FAIL;
        return raise(state, bad, bad, `${message} ${expressionName(bad)}`);
      }
      case "forTarget": {
        const bad = invalidTarget(values[first], false, true);
        if (bad === null) return FAIL;
        return raise(state, bad, bad, `cannot assign to ${expressionName(bad)}`);
      }
      case "annotationTarget": {
        const target = values[0];
        const what = isMatch(target) ? expressionName(target) : "tuple";
        return raise(state, target, target, `only single target (not ${what}) can be annotated`);
      }
      case "augmented": {
        const target = values[0];
        const what = isMatch(target) ? expressionName(target) : "tuple";
        return raise(state, target, target, `'${what}' is an illegal expression for augmented assignment`);
      }
      case "walrus": {
        const target = values[0];
        const what = isMatch(target) ? expressionName(target) : "tuple";
        return raise(state, target, target, `cannot use assignment expressions with ${what}`);
      }
      case "equals": {
        const target = values[0];
        const what = isMatch(target) ? expressionName(target) : "tuple";
        return raise(state, target, target, `cannot assign to ${what} here. Maybe you meant '==' instead of '='?`);
      }
      case "constantKeyword": {
        const constant = values[0];
        return raise(state, constant, values[1], `cannot assign to ${isMatch(constant) ? constant.kind : ""}`);
      }
      case "comma": {
        if (isLegacy(state, values[0]) || state.tokens[state.mark - 1]?.level === 0) return FAIL;
        return raise(state, values[0], values[1], "invalid syntax. Perhaps you forgot a comma?");
      }
      case "legacy": {
        if (!isLegacy(state, values[0])) return FAIL;
        const word = state.text(state.tokens[(values[0] as Match).from]!);
        return raise(
          state,
          values[0],
          values[1],
          `Missing parentheses in call to '${word}'. Did you mean ${word}(...)?`,
        );
      }
      case "plainly": {
        const explaining = state.explaining;
        state.explaining = false;
        const outcome = rules("plain_expression")(state);
        state.explaining = explaining;
        return outcome;
      }
      case "afterKey": {
        const key = spanOf(values[0]);
        const token = state.tokens[(key?.to ?? 1) - 1]!;
        const report = state.report("':' expected after dictionary key", (key?.to ?? 1) - 1, key?.to ?? 1);
        throw Object.assign(report, { problem: { ...report.problem, start: token.end - 1, end: token.end } });
      }
      case "bareGenerator": {
        const positional = positionals(values[0]);
        if (positional.length <= 1) return FAIL;
        return raise(state, positional[positional.length - 1], values[1], "Generator expression must be parenthesized");
      }
      case "starAfterUnpacking": {
        if (!contains(values[0], "unpacking") && !contains(values[0], "keyword")) return FAIL;
        const text = "iterable argument unpacking follows keyword argument unpacking";
        return raise(state, values[2], values[2], text);
      }
      case "mixedExcept": {
        const clauses = values[3];
        const odd = Array.isArray(clauses) ? (clauses as readonly Value[])[clauses.length - 1] : null;
        return raise(state, odd, odd, message);
      }
      case "positional":
        throw state.reportLast(
          contains(values[0], "unpacking")
            ? "positional argument follows keyword argument unpacking"
            : "positional argument follows keyword argument",
        );
      case "primary": {
        const trailers = values[1] as readonly Value[];
        const last = trailers[trailers.length - 1];
        if (!isMatch(last)) return values[0] ?? null;
        return { kind: last.kind, from, to: state.mark, parts: values };
      }
      case "group": {
        // Parentheses leave no trace in the tree, except in ranges around it.
        const inner = values[1];
        return isMatch(inner) ? inner : (inner ?? null);
      }
      case "number":
        return { kind: "Constant", from, to: state.mark, parts: [] };
      case "strings":
        return { kind: checkStrings(state, from, state.mark), from, to: state.mark, parts: [] };
      case "real": {
        const number = values[first] as Match;
        if (/[jJ]$/.test(state.text(state.tokens[number.from]!))) {
          return raise(state, number, number, "real number required in complex literal");
        }
        return values;
      }
      case "imaginary": {
        const number = values[2] as Match;
        if (!/[jJ]$/.test(state.text(state.tokens[number.from]!))) {
          return raise(state, number, number, "imaginary number required in complex literal");
        }
        return values;
      }
      default:
        throw new Error(`no grammar action ${name}`);
    }
  };
}

function isLegacy(state: ParserState, value: Value | undefined): boolean {
  if (!isMatch(value) || (value.kind !== "NAME" && value.kind !== "Name")) return false;
  const text = state.text(state.tokens[value.from]!);
  return text === "print" || text === "exec";
}

function contains(value: Value | undefined, kind: string): boolean {
  if (isMatch(value))
    return value.kind === kind || (value.kind === "args" && value.parts.some((part) => contains(part, kind)));
  return Array.isArray(value) && (value as readonly Value[]).some((part) => contains(part, kind));
}

/** The positional arguments among matched arguments. */
function positionals(value: Value | undefined): Match[] {
  if (isMatch(value)) {
    if (value.kind === "args") return value.parts.flatMap(positionals);
    if (value.kind === "keyword" || value.kind === "unpacking" || value.kind === ",") return [];
    return [value];
  }
  return Array.isArray(value) ? (value as readonly Value[]).flatMap(positionals) : [];
}

let compiled: ((name: string) => Rule) | null = null;

/** A rule of the grammar by name; the grammar is compiled when first asked for, which most sessions never do. */
export function rules(name: string): Rule {
  compiled ??= compileGrammar(
    STATEMENTS +
      parameterRules("", "')'", "[':' expression]", false) +
      parameterRules("lambda_", "':'", "", true) +
      EXPRESSIONS,
    makeAction,
  );
  return compiled(name);
}
