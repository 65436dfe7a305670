/** The report of a run: JSON for machines, and a Markdown table made from it. */

import type { GateResult } from './gates.ts';
import type { ContenderResult, ItemResult } from './runner.ts';

export interface Report {
  readonly schema: 1;
  readonly node: string;
  readonly quick: boolean;
  readonly items: readonly ReportedItem[];
  readonly counters: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly growth: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly gates: readonly GateResult[];
  readonly checksum: number;
}

interface ReportedItem {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly contenders: readonly ReportedContender[];
}

interface ReportedContender extends ContenderResult {
  readonly version?: string;
  /** Times as slow as the item's first contender: fastest samples, and medians. */
  readonly ratio?: number;
  readonly ratioMedian?: number;
}

export interface RunFacts {
  readonly node: string;
  readonly quick: boolean;
  readonly checksum: number;
  /** Version of an installed package. */
  versionOf(packageName: string): string | undefined;
}

export function reportOf(
  results: readonly ItemResult[],
  gates: readonly GateResult[],
  facts: RunFacts,
): Report {
  return {
    schema: 1,
    node: facts.node,
    quick: facts.quick,
    items: results.map((result) => reportedItem(result, facts)),
    counters: figuresOf(results, ({ counters }) => counters),
    growth: figuresOf(results, ({ growth }) => growth),
    gates,
    checksum: facts.checksum,
  };
}

/** The figures of one kind by item; items that have none are left out. */
function figuresOf(
  results: readonly ItemResult[],
  figures: (result: ItemResult) => Readonly<Record<string, number>>,
): Report['counters'] {
  return Object.fromEntries(
    results
      .map((result) => [result.id, figures(result)] as const)
      .filter(([, ofItem]) => Object.keys(ofItem).length > 0),
  );
}

/** One table per item, then the gates. */
export function markdownOf(report: Report): string {
  const intro = `Node ${report.node}${report.quick ? ', quick run' : ''}. Ratios compare fastest samples; only they mean anything on another machine.`;
  return ['# Benchmark', intro, ...report.items.map(itemTable), gateTable(report.gates)].join('\n\n') + '\n';
}

function reportedItem({ id, title, unit, contenders }: ItemResult, facts: RunFacts): ReportedItem {
  const [first] = contenders;
  return {
    id,
    title,
    unit,
    contenders: contenders.map((contender) => {
      const version = contender.package === undefined ? undefined : facts.versionOf(contender.package);
      return {
        ...contender,
        ...(version === undefined ? {} : { version }),
        ...ratio('ratio', contender.ns, first?.ns),
        ...ratio('ratioMedian', contender.nsMedian, first?.nsMedian),
      };
    }),
  };
}

function ratio(name: 'ratio' | 'ratioMedian', ns: number | undefined, base: number | undefined) {
  return ns === undefined || base === undefined ? {} : { [name]: ns / base };
}

function itemTable({ id, title, unit, contenders }: ReportedItem): string {
  const rows = contenders.map((contender) => {
    const { name, version, ns, nsMedian, error } = contender;
    const label = version === undefined ? name : `${name} (${version})`;
    if (ns === undefined || nsMedian === undefined)
      return `| ${label} | skipped: ${error ?? 'unknown'} | | | |`;
    const times = [digits(contender.ratio), digits(contender.ratioMedian), duration(ns), duration(nsMedian)];
    return `| ${label} | ${times.join(' | ')} |`;
  });
  const head = [
    `| contender | times as slow | same, medians | fastest per ${unit} | median |`,
    '|---|---|---|---|---|',
  ];
  return [`## ${id}: ${title}`, '', ...head, ...rows].join('\n');
}

function gateTable(gates: readonly GateResult[]): string {
  const rows = gates.map(
    ({ item, gate, outcome, measured }) => `| ${item} | ${gate} | ${outcome} | ${measured} |`,
  );
  return ['## Gates', '', '| item | gate | outcome | measured |', '|---|---|---|---|', ...rows].join('\n');
}

function digits(value: number | undefined): string {
  return value === undefined ? '' : value >= 1000 ? String(Math.round(value)) : value.toPrecision(3);
}

function duration(ns: number): string {
  if (ns < 1e3) return `${ns.toPrecision(3)} ns`;
  if (ns < 1e6) return `${(ns / 1e3).toPrecision(3)} µs`;
  return `${(ns / 1e6).toPrecision(3)} ms`;
}
