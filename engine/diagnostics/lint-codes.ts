import type { DiagnosticDefinition } from './codes.ts';

/** Codes of the configuration checks in `lint/`. */
export const lintCodes = {} as const satisfies Record<string, DiagnosticDefinition>;
