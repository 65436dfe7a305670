/** The options that say which prices hold. */
import type { Command } from 'commander';
import { builtInPrices, readPrices } from '../../../engine/index.ts';
import type { Pricing } from '../../../engine/index.ts';
import { UsageError } from '../exit-status.ts';
import { readInput } from '../input/read-inputs.ts';
import { printDiagnostics } from '../output/diagnostics.ts';
import { numberFrom } from './options.ts';

export interface PricingOptions {
  readonly prices?: string;
  readonly monthlyGb?: number;
  readonly anyRegion?: boolean;
  readonly verbose?: boolean;
}

/** `--prices`, `--monthly-gb` and `--any-region`. */
export function withPricing(command: Command): Command {
  return command
    .option('--prices <file>', 'a price list of your own instead of the built-in one of us-east-1')
    .option(
      '--monthly-gb <number>',
      'GB a month that stepped prices are taken for (default: the first step that costs)',
      numberFrom(0, 999_999_999),
    )
    .option('--any-region', 'take the prices for other Regions too: about right, not exact');
}

/**
 * The prices to tell costs by; what a file holds that cannot be used is told on standard error.
 *
 * @throws UsageError when the file cannot be read or is no price list
 */
export async function readPricing(options: PricingOptions): Promise<Pricing> {
  const { prices, monthlyGb, anyRegion, verbose = false } = options;
  if (prices === undefined) return { list: builtInPrices, monthlyGb, anyRegion };
  const reading = readPrices(await readInput(prices));
  printDiagnostics(reading.diagnostics, verbose);
  if (reading.prices === undefined)
    throw new UsageError(`\`${prices}\` holds no price list that can be used.`);
  return { list: reading.prices, monthlyGb, anyRegion };
}
