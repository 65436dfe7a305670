/** `hoplight plan check`: what is wrong with a plan by itself, and against what there is already. */
import type { Command } from 'commander';
import { checkPlan, formatCidr } from '../../../../engine/index.ts';
import type { Cidr, Cloud, PlanFinding, RuleId } from '../../../../engine/index.ts';
import { exitStatus } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import { loadPlan } from '../../input/load-plan.ts';
import { countText, severityRoles } from '../../output/diagnostics.ts';
import { printJson } from '../../output/json.ts';
import { print, printable, styleFor } from '../../output/terminal.ts';
import { cloudOption, examples } from '../options.ts';
import type { Run } from '../options.ts';
import { clashesWith, readAgainst } from './against.ts';
import type { Clash } from './clash.ts';

interface CheckOptions {
  readonly against?: readonly string[];
  readonly cloud?: Cloud;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

export function addCheck(plan: Command, run: Run): void {
  plan
    .command('check')
    .summary('what is wrong with a plan, also against a network')
    .description(
      'Tells what the cloud would refuse of a plan and what is likely to surprise. With --against also what overlaps: the ' +
        'VPCs of a network and their peers, or the blocks of a list. A VPC of the network that has the name or id of one ' +
        'of the plan is the same VPC: there the new blocks and subnets are checked.',
    )
    .argument('<plan...>', 'blocks, files, folders, links, or - for standard input')
    .option('--against <input...>', 'a network of any known format, or files of blocks, one a line')
    .addOption(cloudOption('that of the plan, AWS for blocks'))
    .option('--strict', 'warnings count as errors for the exit status')
    .option('--json', 'answer in JSON')
    .option('-v, --verbose', 'tell every row concerned, every diagnostic and every file passed by')
    .addHelpText(
      'after',
      examples([
        ['hoplight plan check plan.yaml', 'the plan by itself'],
        [
          'hoplight plan check 10.20.0.0/16 --against dumps/',
          'does the block overlap anything that is there?',
        ],
        [
          'hoplight plan check plan.yaml --against office.txt --json',
          'against a list of blocks, for a pipeline',
        ],
      ]) +
        '\n\nExit status: 0 no error, 1 errors found (with --strict also warnings), 2 wrong call or unreadable input.',
    )
    .action((inputs: string[], options: CheckOptions) => run(() => check(inputs, options)));
}

/** A finding of the plan by itself or against others, with its blocks. */
interface Finding {
  readonly severity: PlanFinding['severity'];
  readonly code: PlanFinding['code'] | 'clash';
  readonly cidrs: readonly Cidr[];
  readonly others: readonly Cidr[];
  readonly sentence: string;
  readonly rule?: RuleId;
}

async function check(inputs: readonly string[], options: CheckOptions): Promise<ExitStatus> {
  const { against, strict = false, json = false, verbose = false } = options;
  const { plan, unreadable } = await loadPlan(inputs, options);
  const clashes = against === undefined ? [] : clashesWith(plan, await readAgainst(against, verbose));
  const findings = [...checkPlan(plan).map(ofPlan), ...clashes.map(ofClash)];
  const of = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  if (json) {
    const counts = { errors: of('error'), warnings: of('warning'), infos: of('info') };
    printJson('hoplight-plan-check/1', { ...counts, findings: findings.map(plainFinding) });
  } else {
    print([...findings.flatMap((finding) => findingLines(finding, verbose)), countText(findings)].join('\n'));
  }
  if (unreadable) return exitStatus.unusable;
  return of('error') + (strict ? of('warning') : 0) === 0 ? exitStatus.yes : exitStatus.no;
}

function ofPlan({ refs, ...finding }: PlanFinding): Finding {
  return { ...finding, cidrs: refs.map(({ cidr }) => cidr), others: [] };
}

function ofClash({ cidr, ...clash }: Clash): Finding {
  return { ...clash, code: 'clash', cidrs: [cidr] };
}

/** Rows that are named under a finding before they are only counted. */
const MOST_NAMED = 5;

function findingLines({ severity, code, cidrs, sentence, rule }: Finding, verbose: boolean): string[] {
  const style = styleFor(process.stdout);
  const shown = verbose ? cidrs : cidrs.slice(0, MOST_NAMED);
  const more = cidrs.length - shown.length;
  return [
    `${style(severity, severityRoles[severity])} ${style(code, 'strong')}  ${printable(sentence)}${rule === undefined ? '' : ` (${rule})`}`,
    `  ${shown.map(formatCidr).join(', ')}${more > 0 ? ` and ${more} more; --verbose lists all` : ''}`,
  ];
}

function plainFinding({ severity, code, cidrs, others, sentence, rule }: Finding): object {
  return {
    severity,
    code,
    cidrs: cidrs.map(formatCidr),
    ...(code === 'clash' && { others: others.map(formatCidr) }),
    sentence,
    rule: rule ?? null,
  };
}
