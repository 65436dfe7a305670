/** What a GB costs on the path of a trace, as lines of text. */
import { paragraph, row, table } from './columns.ts';
import type { Cell, Page } from './columns.ts';
import type { CostLineReport, CostReport, LegCostReport, PayerReport } from './cost-report.ts';
import { withId } from './names.ts';

/** What a GB costs, there and back; nothing where nothing that costs was met. */
export function costLines(cost: CostReport, page: Page): string[] {
  const legs = [
    { word: 'there', leg: cost.request },
    ...(cost.reply === null ? [] : [{ word: 'back', leg: cost.reply }]),
  ];
  if (legs.every(({ leg }) => leg.lines.length === 0)) return [];
  const payers = new Set(legs.flatMap(({ leg }) => leg.byPayer.map(payerText)));
  const rows = [
    ...legs.flatMap(({ word, leg }) => costRows(word, leg, payers.size > 1, cost.asOf)),
    ...cost.perHour.map((item): Cell[] => [
      { text: 'an hour', role: 'dim' },
      { text: item.usdPerHourText },
      { text: item.key ?? '', role: 'dim' },
      {
        text: `${item.what}, ${withId(item.componentName, item.component)}${item.unknown === null ? '' : `: ${item.unknown}`}`,
      },
    ]),
  ];
  const volume = cost.monthlyGb === null ? '' : `, at ${cost.monthlyGb} GB a month`;
  const title = `Cost of a GB in ${cost.currency}`;
  const list = `list prices of ${cost.region}, ${cost.asOf}${volume}`;
  return [
    ...row(
      [
        { text: title, role: 'strong' },
        { text: list, role: 'dim' },
      ],
      [title.length],
      0,
      page,
    ),
    ...table(rows, 2, page),
    ...cost.cheaper.flatMap(({ text }) =>
      row([{ text: 'cheaper', role: 'strong' }, { text }], ['cheaper'.length], 2, page),
    ),
    ...cost.notes.flatMap((note) => paragraph(note, 2, page, 'dim')),
  ];
}

/** The sum of a way, then its items; one item alone stands beside the sum. */
function costRows(word: string, leg: LegCostReport, hasPayers: boolean, asOf: string): Cell[][] {
  const { lines, atLeastUsdPerGb, atMostUsdPerGb, usdPerGb } = leg;
  const isRange = usdPerGb === null && atLeastUsdPerGb !== null && atMostUsdPerGb !== null;
  const sum = isRange ? `${atLeastUsdPerGb} to ${atMostUsdPerGb}` : leg.usdPerGbText;
  const item = (line: CostLineReport): Cell[] => [
    { text: line.key, role: 'dim' },
    {
      text: [
        line.text,
        ...(hasPayers ? [`paid by ${payerText(line.payer)}`] : []),
        ...oddsOf(line, asOf),
      ].join('; '),
    },
  ];
  const head: Cell[] = [
    { text: word, role: 'dim' },
    { text: sum, role: 'strong' },
  ];
  const [only, another] = lines;
  if (only !== undefined && another === undefined && leg.extent !== 'open') return [[...head, ...item(only)]];
  return [
    [...head, { text: '' }, { text: EXTENT_WORDS[leg.extent] }],
    ...lines.map((line): Cell[] => [{ text: '' }, { text: line.usdPerGbText }, ...item(line)]),
  ];
}

const EXTENT_WORDS: Record<LegCostReport['extent'], string> = {
  complete: '',
  blocked: 'up to where it is dropped',
  open: 'the rest of the way is not in the input',
};

/** A price that is less sure, or of another day than the list. */
function oddsOf({ confidence, asOf }: CostLineReport, date: string): string[] {
  return [
    ...(confidence === 'low' ? ['a price that is not sure'] : []),
    ...(asOf === null || asOf === date ? [] : [`price of ${asOf}`]),
  ];
}

function payerText({ account, vpc }: PayerReport): string {
  if (account !== null) return `account ${account}`;
  return vpc === null ? 'an owner not known' : `the owner of ${vpc}`;
}
