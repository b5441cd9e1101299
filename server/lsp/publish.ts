/** Sends the problems of a document to the client: pushed, since a run and not a request decides when they change. */
import { provideDiagnostics } from "../features/provideDiagnostics.ts";
import type { Inspection } from "./inspection.ts";
import type { Server } from "./server.ts";
import { toDiagnostic } from "./toProto.ts";

export function publishDiagnostics(server: Server, inspection: Inspection): void {
  const found = provideDiagnostics(inspection.trace, inspection.places, inspection.annotationProblems());
  for (const document of server.textDocuments(inspection.owner)) {
    void server.connection.sendDiagnostics({
      uri: document.uri,
      version: document.version,
      diagnostics: found.filter(({ uri }) => uri === document.uri).map(toDiagnostic),
    });
  }
}
