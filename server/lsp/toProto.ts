/** From the features' plain data to the Language Server Protocol's types. Nothing else knows both. */
import {
  type CodeAction,
  type CodeLens,
  type Command,
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  type Hover,
  type InlayHint,
  InsertTextFormat,
  MarkupKind,
  type TextEdit,
} from "vscode-languageserver";
import type * as terms from "../features/editorTerms.ts";

export const source = "GradLens";

export function toHover({ markdown, range }: terms.Hover): Hover {
  return { contents: { kind: MarkupKind.Markdown, value: markdown }, range };
}

export function toInlayHint(hint: terms.InlayHint): InlayHint {
  return {
    position: { line: hint.line, character: hint.character },
    label: hint.text,
    paddingLeft: true,
    ...(hint.tooltip === "" ? {} : { tooltip: { kind: MarkupKind.Markdown, value: hint.tooltip } }),
  };
}

export function toCommand(command: terms.Command): Command {
  const found: Command = { title: command.title, command: command.command, arguments: [...command.arguments] };
  // `tooltip` came with version 3.18 of the protocol; clients that do not know it ignore it.
  return command.tooltip === undefined ? found : Object.assign(found, { tooltip: command.tooltip });
}

export function toCodeLens({ range, command }: terms.CodeLens): CodeLens {
  return { range, command: toCommand(command) };
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

export function toDiagnostic(diagnostic: terms.Diagnostic): Diagnostic {
  return {
    range: diagnostic.range,
    severity: severities[diagnostic.severity],
    code: diagnostic.code,
    source,
    message: diagnostic.message,
    ...(diagnostic.related.length === 0
      ? {}
      : { relatedInformation: diagnostic.related.map((related) => ({ ...related })) }),
  };
}

export function toCodeAction(action: terms.CodeAction): CodeAction {
  const changes: Record<string, TextEdit[]> = {};
  for (const { uri, range, newText } of action.edits) {
    changes[uri] ??= [];
    changes[uri].push({ range, newText });
  }
  return {
    title: action.title,
    kind: action.kind,
    ...(action.isPreferred ? { isPreferred: true } : {}),
    ...(action.edits.length === 0 ? {} : { edit: { changes } }),
    ...(action.command === null ? {} : { command: toCommand(action.command) }),
    ...(action.answers === null ? {} : { diagnostics: [toDiagnostic(action.answers)] }),
  };
}

export function toCompletion(completion: terms.Completion, takesSnippets: boolean): CompletionItem {
  const newText = takesSnippets ? completion.snippet : completion.snippet.replace("$0", "").trimEnd();
  return {
    label: completion.label,
    kind: CompletionItemKind.Keyword,
    detail: completion.detail,
    documentation: { kind: MarkupKind.Markdown, value: completion.documentation },
    filterText: completion.label,
    insertTextFormat: takesSnippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: completion.range, newText },
  };
}
