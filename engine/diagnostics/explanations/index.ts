/** What every diagnostic code means at length; apart from the codes, because only who asks for it needs it. */
import type { DiagnosticCode } from '../codes.ts';
import { awsCliExplanations } from './aws-cli.ts';
import { lintExplanations } from './lint.ts';
import { loadExplanations } from './load.ts';
import { planExplanations } from './plan.ts';
import { priceExplanations } from './price.ts';

export const explanations: Readonly<Record<DiagnosticCode, string>> = {
  ...loadExplanations,
  ...awsCliExplanations,
  ...planExplanations,
  ...priceExplanations,
  ...lintExplanations,
};
