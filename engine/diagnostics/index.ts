export type { Diagnostic, DiagnosticPlace, Path, Severity } from './diagnostic.ts';
export { diagnostic } from './diagnostic.ts';
export type { DiagnosticCode, DiagnosticDefinition } from './codes.ts';
export { diagnosticCodes } from './codes.ts';
export { explanations } from './explanations/index.ts';
export type { DiagnosticCollector } from './collector.ts';
export { collectDiagnostics, MOST_PER_CODE } from './collector.ts';
