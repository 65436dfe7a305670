/** Every diagnostic code, defined once: its severity and its summary. What it means at length is in `explanations/`. */
import { awsCliCodes } from './aws-cli-codes.ts';
import { lintCodes } from './lint-codes.ts';
import { loadCodes } from './load-codes.ts';
import { planCodes } from './plan-codes.ts';
import { priceCodes } from './price-codes.ts';

export interface DiagnosticDefinition {
  readonly severity: 'error' | 'warning' | 'info';
  readonly summary: string;
}

export const diagnosticCodes = { ...loadCodes, ...awsCliCodes, ...planCodes, ...priceCodes, ...lintCodes };

export type DiagnosticCode = keyof typeof diagnosticCodes;
