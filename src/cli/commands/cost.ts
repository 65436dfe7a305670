/** `hoplight cost`: what a network costs by the month, and what a GB costs on a path through it. */
import type { Command } from 'commander';
import { costText, PRICE_UNITS, standingReport, usdText, writtenPriceList } from '../../../engine/index.ts';
import type {
  PriceList,
  PriceUnit,
  Question,
  StandingCostReport,
  StandingReport,
  TraceReport,
} from '../../../engine/index.ts';
import { exitStatus, UsageError } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { ask } from '../flows/ask.ts';
import { loadAndTell } from '../input/load-network.ts';
import { tableLines } from '../output/table.ts';
import type { TableLayout, TableRow } from '../output/table.ts';
import { counted, pageWidth, print, styleFor } from '../output/terminal.ts';
import { examples, withInputs } from './options.ts';
import type { InputOptions, Run } from './options.ts';
import { readPricing, withPricing } from './pricing.ts';
import type { PricingOptions } from './pricing.ts';
import { QUESTION_OPTIONS, questionOf, withQuestion } from './question.ts';
import type { QuestionOptions } from './question.ts';

interface CostOptions extends InputOptions, QuestionOptions, PricingOptions {
  readonly showPrices?: boolean;
}

export function addCost(program: Command, run: Run): void {
  withPricing(withQuestion(withInputs(program.command('cost'), '[input...]')))
    .summary('say what a network costs a month, and a GB on a path')
    .description(
      'Sums what the resources of a network cost by the hour and the month, and with --from and --to says what a GB\n' +
        'costs on that path, item by item, there and back. Prices are AWS list prices of us-east-1 in US dollars; give\n' +
        'your own with --prices. What a price list does not hold is said to be unknown.',
    )
    .option('--show-prices', 'show the price list instead; with --json as a file for --prices')
    .addHelpText(
      'after',
      examples([
        ['hoplight cost network.yaml', 'NAT gateways, public addresses and the rest, summed'],
        [
          'hoplight cost network.yaml --from app-1 --to internet --port 443',
          'and what a GB to the internet and a GB back cost',
        ],
        ['hoplight cost --show-prices --json > prices.json', 'the price list, to be changed'],
        ['hoplight cost dumps/ --prices prices.json --json', 'by prices of your own, for a program'],
      ]) +
        '\n\nExit status: 0 every price is known and a flow that is asked for is reachable, 1 not, 2 wrong call or\n' +
        'unreadable input.',
    )
    .action((inputs: string[], options: CostOptions) => run(() => cost(inputs, options)));
}

async function cost(inputs: readonly string[], options: CostOptions): Promise<ExitStatus> {
  const question = flowOf(options);
  const pricing = await readPricing(options);
  if (options.showPrices) {
    if (inputs.length > 0 || question !== undefined) {
      throw new UsageError('--show-prices shows the price list and reads no network: leave out the rest.');
    }
    showPrices(pricing.list, options.json ?? false);
    return exitStatus.yes;
  }
  if (inputs.length === 0) throw new UsageError('Name a file or folder that holds a network.');
  const { network, unreadable } = await loadAndTell(inputs, options);
  const standing = standingReport(network, pricing);
  const report = question === undefined ? undefined : ask(network, question, { pricing });
  if (options.json) {
    const path =
      report === undefined ? {} : { path: { flow: report.flow, verdict: report.verdict, ...report.cost } };
    print(JSON.stringify({ ...standing, ...path }, null, 2));
  } else {
    tell(standing, report, options.verbose ?? false);
  }
  if (unreadable) return exitStatus.unusable;
  return isAllKnown(standing, report) ? exitStatus.yes : exitStatus.no;
}

function flowOf(options: CostOptions): Question | undefined {
  if (QUESTION_OPTIONS.every((name) => options[name] === undefined)) return undefined;
  const question = questionOf(options);
  if (typeof question === 'string') throw new UsageError(`The cost of a path needs ${question} too.`);
  return question;
}

function isAllKnown({ unknown }: StandingReport, report: TraceReport | undefined): boolean {
  if (unknown > 0) return false;
  if (report === undefined) return true;
  const { request, reply } = report.cost;
  const isPriced = request.usdPerGb !== null && (reply === null || reply.usdPerGb !== null);
  return report.verdict === 'reachable' && isPriced;
}

function tell(standing: StandingReport, report: TraceReport | undefined, verbose: boolean): void {
  const layout = { width: pageWidth(), style: styleFor(process.stdout) };
  print(standingLines(standing, layout, verbose).join('\n'));
  if (report !== undefined) print(`\n${costText(report, layout)}`);
}

/** Rows of one price that are written out unless all are asked for. */
const SHOWN_OF_A_KEY = 20;

function standingLines(standing: StandingReport, layout: TableLayout, verbose: boolean): string[] {
  const { currency, region, asOf, hoursPerMonth, usdPerMonthText, unknown, free, notes } = standing;
  const { style } = layout;
  const title = `Standing costs in ${currency}`;
  const list = `list prices of ${region}, ${asOf}; a month has ${hoursPerMonth} hours`;
  const lines = [`${style(title, 'strong')}  ${style(list, 'dim')}`];
  const rows = rowsOf(standing, verbose);
  if (rows.length > 0) {
    lines.push(
      '',
      ...tableLines(
        [
          { title: 'What' },
          { title: 'Resource' },
          { title: 'an hour', align: 'right' },
          { title: 'a month', align: 'right' },
          { title: 'Rule' },
          { title: '' },
        ],
        rows,
        {
          ...layout,
          concessions: [
            [5, 12],
            [1, 12],
            [0, 12],
            [5, 0],
          ],
        },
      ),
    );
  }
  const sum = unknown === 0 ? usdPerMonthText : `at least ${usdPerMonthText}`;
  lines.push('', style(`${sum} ${currency} a month`, 'strong'));
  if (unknown > 0) lines.push(`${counted(unknown, 'item has', 'items have')} no known price.`);
  if (free.length > 0) {
    const kinds = free.map(({ what, count }) => counted(count, what)).join(', ');
    lines.push(style(`Free to have: ${kinds}`, 'dim'));
  }
  return [...lines, ...notes.map((note) => style(note, 'dim'))];
}

function rowsOf({ items }: StandingReport, verbose: boolean): TableRow[] {
  const shown = new Map<string, number>();
  const rows: TableRow[] = [];
  const kept: StandingCostReport[] = [];
  for (const item of items) {
    const key = item.key ?? item.type ?? item.componentKind;
    const count = (shown.get(key) ?? 0) + 1;
    shown.set(key, count);
    if (verbose || count <= SHOWN_OF_A_KEY) kept.push(item);
  }
  for (const item of kept) {
    const { component, componentName, unknown } = item;
    const name =
      componentName === null || componentName === component ? component : `${componentName} (${component})`;
    rows.push({
      cells: [item.what, name, item.usdPerHourText, item.usdPerMonthText, item.rule ?? '', unknown ?? ''],
    });
  }
  for (const [key, count] of shown) {
    const more = count - SHOWN_OF_A_KEY;
    if (!verbose && more > 0)
      rows.push({
        cells: [`and ${more} more of ${key}`, '--verbose lists all', '', '', '', ''],
        role: 'dim',
      });
  }
  return rows;
}

const UNIT_WORDS: Readonly<Record<PriceUnit, string>> = {
  perGb: 'GB',
  perHour: 'hour',
  perMonth: 'month',
  perMillion: 'million',
};

function showPrices(list: PriceList, json: boolean): void {
  if (json) {
    print(JSON.stringify(writtenPriceList(list), null, 2));
    return;
  }
  const style = styleFor(process.stdout);
  const rows = PRICE_UNITS.flatMap((unit) =>
    [...list[unit].values()].map(({ key, tiers, sameAs, asOf, source, confidence }): TableRow => {
      const amounts = tiers.map(
        ({ upTo, usd }) => `${usdText(usd)}${upTo === undefined ? '' : ` to ${upTo}`}`,
      );
      const sure = confidence === 'low' ? 'not sure; ' : '';
      const price = sameAs === undefined ? amounts.join(', ') : `as ${sameAs}`;
      return { cells: [key, UNIT_WORDS[unit], price, asOf, `${sure}${source}`] };
    }),
  );
  const columns = ['Key', 'per', list.currency, 'As of', 'Source'].map((title) => ({ title }));
  const layout = {
    width: pageWidth(),
    style,
    concessions: [
      [4, 12],
      [2, 20],
    ] as const,
  };
  print([style(`Prices of ${list.region}`, 'strong'), '', ...tableLines(columns, rows, layout)].join('\n'));
}
