/**
 * Price lists from files: JSON or YAML of format hoplight-prices/1. Bad rows are told with their line and left out; the
 * good part is used, and nothing else fills in for the rest.
 */
import { distance } from 'fastest-levenshtein';
import { isPriceKey, PRICE_UNITS, priceKeys, readPriceList } from '../../cost/index.ts';
import type { PriceList, PriceProblem, PriceUnit } from '../../cost/index.ts';
import { collectDiagnostics } from '../../diagnostics/index.ts';
import type { Diagnostic, DiagnosticCode } from '../../diagnostics/index.ts';
import type { InputFile } from '../source.ts';
import { parseText } from '../text/index.ts';

export interface PriceReading {
  /** `undefined` when the file holds no price list that can be used. */
  readonly prices: PriceList | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const CODES: Record<PriceProblem['kind'], DiagnosticCode> = {
  head: 'unknown-price-format',
  row: 'price-left-out',
  'unknown-key': 'unknown-price-key',
};

/** Reads a price list; never throws. */
export function readPrices(file: InputFile): PriceReading {
  const { files, diagnostics } = parseText(file);
  const { report, all } = collectDiagnostics();
  const [source, another] = files;
  if (source === undefined) return { prices: undefined, diagnostics };
  if (another !== undefined) {
    report('unknown-price-format', `\`${file.path}\` holds ${files.length} values; a price list is one.`, {
      file: file.path,
    });
    return { prices: undefined, diagnostics: [...diagnostics, ...all()] };
  }
  const { list, problems } = readPriceList(source.value, isPriceKey);
  for (const { kind, path, detail } of problems) {
    const place = { file: file.path, path, line: source.lineOf(path) };
    report(CODES[kind], kind === 'unknown-key' ? detail + hintFor(path) : detail, place);
  }
  if (list !== undefined) {
    const missing = PRICE_UNITS.flatMap((unit) => priceKeys(unit).filter((key) => !list[unit].has(key)));
    if (missing.length > 0) {
      const keys = missing.map((key) => `\`${key}\``).join(', ');
      report('price-missing', `\`${file.path}\` has no usable price for ${keys}.`, { file: file.path });
    }
  }
  return { prices: list, diagnostics: [...diagnostics, ...all()] };
}

function hintFor([unit, key]: PriceProblem['path']): string {
  const near = priceKeys(unit as PriceUnit)
    .map((known) => ({ known, far: distance(known, String(key)) }))
    .sort((a, b) => a.far - b.far)[0];
  return near !== undefined && near.far <= 4 ? ` Did you mean \`${near.known}\`?` : '';
}
