/** Where a plan goes: to standard output or a file, in one of its formats, or into a document as subnets. */
import { extname } from 'node:path';
import { Option } from 'commander';
import type { Command } from 'commander';
import { planFormats, planIntoDocument, toDocumentText, writePlan } from '../../../../engine/index.ts';
import type { Plan, PlanAdditions, PlanFormat } from '../../../../engine/index.ts';
import { exitStatus, UsageError } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import { loadAndTell } from '../../input/load-network.ts';
import { printDiagnostics } from '../../output/diagnostics.ts';
import { planText } from '../../output/plan-table.ts';
import { counted, pageWidth, print, printMessage, styleFor } from '../../output/terminal.ts';
import { put, writeTo } from '../../output/write-file.ts';

type Format = 'text' | PlanFormat;

const FORMATS: readonly Format[] = ['text', ...planFormats];

/** How a verb ends that only makes a plan. */
export const WRITTEN_STATUS =
  'Exit status: 0 written, 1 AWS would refuse what went --into the document, 2 wrong call or unreadable input.';

export interface PlanOutputOptions {
  readonly format?: Format;
  readonly json?: boolean;
  readonly output?: string;
  readonly into?: string;
  readonly verbose?: boolean;
}

/** `--format`, `--json`, `-o` and `--into`. */
export function withPlanOutput(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--format <format>',
        'how to write the plan (default: as the ending of -o says, else text)',
      ).choices(FORMATS),
    )
    .option('--json', 'answer in JSON')
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .option('--into <document>', 'write this hoplight document with the plan’s VPCs and subnets added')
    .option('-v, --verbose', 'tell every diagnostic and every file passed by');
}

/**
 * Writes the plan as the options ask.
 *
 * @returns `no` when it went into a document in a way that AWS would refuse
 */
export async function putPlan(plan: Plan, options: PlanOutputOptions): Promise<ExitStatus> {
  const format = formatOf(options);
  if (options.into !== undefined) return putInto(options.into, plan, format, options);
  if (format !== 'text') await put(writePlan(plan, format), options.output);
  else if (options.output !== undefined) await writeTo(options.output, `${planText(plan, UNBOUNDED)}\n`);
  else print(planText(plan, { width: pageWidth(), style: styleFor(process.stdout) }));
  return exitStatus.yes;
}

/** A file is as wide as its lines are. */
const UNBOUNDED = { width: Infinity, style: (text: string) => text };

/** Whether the answer on standard output is text for people, who are then told everything there. */
export function isToldAsText(options: PlanOutputOptions): boolean {
  return options.output === undefined && options.into === undefined && formatOf(options) === 'text';
}

const ENDINGS: Readonly<Record<string, Format>> = {
  '.json': 'json',
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.csv': 'csv',
  '.md': 'markdown',
  '.tf': 'terraform',
};

function formatOf({ format, json, output, into }: PlanOutputOptions): Format {
  if (json && format !== undefined && format !== 'json')
    throw new UsageError(`\`--json\` and \`--format ${format}\` ask for two things. Leave one out.`);
  if (json) return 'json';
  if (format !== undefined) return format;
  return ENDINGS[extname(output ?? into ?? '').toLowerCase()] ?? 'text';
}

async function putInto(
  path: string,
  plan: Plan,
  format: Format,
  { output, verbose = false }: PlanOutputOptions,
): Promise<ExitStatus> {
  if (format !== 'json' && format !== 'yaml' && format !== 'text')
    throw new UsageError(`A document is YAML or JSON: leave out \`--format ${format}\`, or \`--into\`.`);
  const loaded = await loadAndTell([path], { verbose });
  const { document, added, diagnostics } = planIntoDocument(plan, loaded.document);
  const text = toDocumentText(document, format === 'json' ? 'json' : 'yaml');
  await put(text, output);
  printMessage(addedText(added));
  printDiagnostics(diagnostics, verbose);
  if (loaded.unreadable) return exitStatus.unusable;
  return diagnostics.some(({ severity }) => severity === 'error') ? exitStatus.no : exitStatus.yes;
}

function addedText({ vpcs, cidrBlocks, subnets, internetGateways, routeTables }: PlanAdditions): string {
  const parts = [
    [vpcs, 'VPC', 'VPCs'],
    [cidrBlocks, 'block of a VPC', 'blocks of VPCs'],
    [subnets, 'subnet', 'subnets'],
    [internetGateways, 'internet gateway', 'internet gateways'],
    [routeTables, 'route table', 'route tables'],
  ] as const;
  const told = parts.flatMap(([list, one, many]) =>
    list.length === 0 ? [] : [counted(list.length, one, many)],
  );
  return told.length === 0
    ? 'Nothing was added: the document has all of the plan already.'
    : `Added ${told.join(', ')}.`;
}
