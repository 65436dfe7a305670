/**
 * Files of any form that says something of addresses, as one plan: our own plans, tables, Terraform plans and states,
 * files and links of visualsubnetcalc, and networks.
 */
import { collectDiagnostics } from '../../diagnostics/index.ts';
import type { Diagnostic, DiagnosticCode } from '../../diagnostics/index.ts';
import { type Cloud, PLAN_FORMAT, type Plan, cloudRules } from '../../plan/index.ts';
import { isObject, shortText } from '../hoplight/check.ts';
import { loadParsed, parseFiles, recognise } from '../load.ts';
import type { InputFile, ReadCount, SourceFile } from '../source.ts';
import type { ParsedFile } from '../text/index.ts';
import { readTable, tableIn } from './csv/read.ts';
import { type DraftNetwork, type Nesting, type Report, blocksOf, withinLimits } from './draft.ts';
import { planFromNetwork } from './from-network.ts';
import { readPlainPlan } from './read-plain.ts';
import { readTerraform } from './terraform/read.ts';
import { type Values, isOldState, isTerraform } from './terraform/resources.ts';
import { UniqueNames } from './unique-names.ts';
import { type CalculatorConfig, isCalculatorConfig } from './visual-subnet-calc/config.ts';
import { calculatorLinkIn, configInLink } from './visual-subnet-calc/link.ts';
import { readCalculator } from './visual-subnet-calc/read.ts';

export interface PlanReading {
  /** `undefined` when no file holds a block or a subnet. */
  readonly plan: Plan | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** What each source held, and how much of it was read. */
  readonly counts: readonly ReadCount[];
}

/**
 * Reads files as one plan: the blocks of all, each in the order of its file, those of networks last. Name and needs are
 * those of the first file that has some. Keeps what it understands, reports all the rest, and never throws.
 */
export function readPlan(files: readonly InputFile[]): PlanReading {
  const reader = new PlanReader();
  const texts = files.filter((file) => !reader.readText(file));
  const parsed = parseFiles(texts);
  const networks = parsed.files.filter((file) => !reader.readValue(file));
  if (networks.length > 0) reader.readNetworks(networks);
  const { plan, diagnostics, counts } = reader.finish();
  return { plan, diagnostics: [...parsed.diagnostics, ...diagnostics], counts };
}

/** Codes about what traces need and plans do not. */
const OF_TRACES: ReadonlySet<DiagnosticCode> = new Set([
  'section-not-held',
  'setting-assumed',
  'not-modelled',
]);

interface FoundPlan {
  readonly plan: Plan;
  readonly path: string;
  /** A plan of ours is one even when it has no blocks yet. */
  readonly isOwn: boolean;
}

class PlanReader {
  #collector = collectDiagnostics();
  #report: Report = this.#collector.report;
  #others: Diagnostic[] = [];
  #plans: FoundPlan[] = [];
  #counts: ReadCount[] = [];
  #names = new UniqueNames();

  /** Reads a file that is neither JSON nor YAML; false for any other. */
  readText(file: InputFile): boolean {
    const link = calculatorLinkIn(file.text);
    if (link !== undefined) {
      const value = configInLink(link, file.path, this.#report);
      if (value !== undefined) this.#addCalculator({ path: file.path, value, lineOf: () => 1 });
      return true;
    }
    const table = tableIn(file.text);
    if (table === undefined) return false;
    const { networks, cloud, counts } = readTable(file.path, table, this.#report);
    this.#add(file.path, networks, 'group', cloud, counts);
    return true;
  }

  /** Reads a value that is a plan by itself; false for a network, of which there may be more files. */
  readValue(file: ParsedFile): boolean {
    const { value } = file;
    if (isCalculatorConfig(value)) this.#addCalculator({ ...file, value });
    else if (isTerraform(value)) this.#addTerraform({ ...file, value });
    else if (isPlainPlan(value)) this.#addPlain(file, value, []);
    else if (recognise(value) === undefined) this.#unknown(file, whatItIs(value));
    else if (isObject(value) && Object.hasOwn(value, 'plan'))
      return this.#addPlain(file, value['plan'], ['plan']);
    else return false;
    return true;
  }

  readNetworks(files: readonly ParsedFile[]): void {
    const { network, diagnostics, counts } = loadParsed(files);
    const found = planFromNetwork(network);
    this.#others.push(...diagnostics.filter(({ code }) => !OF_TRACES.has(code)), ...found.diagnostics);
    this.#plans.push({ plan: found.plan, path: files[0]?.path ?? '', isOwn: false });
    this.#counts.push(...counts.filter(({ kind }) => /^(vpcs|subnets)$/i.test(kind)));
  }

  finish(): PlanReading {
    const plans = this.#plans.filter(({ plan, isOwn }) => isOwn || plan.blocks.length > 0);
    const first = plans.find(({ plan }) => plan.blocks.length > 0) ?? plans[0];
    if (first === undefined) {
      if (this.#diagnostics().length === 0) this.#tellEmpty();
      return { plan: undefined, diagnostics: this.#diagnostics(), counts: this.#counts };
    }
    const { cloud } = first.plan;
    for (const { plan, path } of plans) if (plan.cloud !== cloud) this.#tellCloud(path, plan.cloud, cloud);
    const withNeeds = plans.find(({ plan }) => plan.needs.length > 0)?.plan ?? first.plan;
    const plan: Plan = {
      name: plans.find(({ plan: { name } }) => name !== '')?.plan.name ?? '',
      cloud,
      blocks: withinLimits(
        plans.flatMap((each) => each.plan.blocks),
        this.#report,
      ),
      needs: withNeeds.needs,
      strategy: withNeeds.strategy,
    };
    return { plan, diagnostics: this.#diagnostics(), counts: this.#counts };
  }

  #addCalculator(file: SourceFile & { readonly value: CalculatorConfig }): void {
    const { network, cloud, counts } = readCalculator(file, this.#report);
    this.#add(file.path, [network], 'group', cloud, counts);
  }

  #addTerraform(file: SourceFile & { readonly value: Values }): void {
    if (isOldState(file.value)) {
      const advice = 'Give the output of `terraform show -json` instead';
      this.#unknown(file, `is a Terraform state of version 3 or older. ${advice}`);
      return;
    }
    const { networks, cloud, counts } = readTerraform(file, this.#names, this.#report);
    this.#add(file.path, networks, 'overlap', cloud ?? 'aws', counts);
  }

  /** @returns false when a document's plan has no blocks, so that its network may be read instead */
  #addPlain(file: SourceFile, value: unknown, path: readonly string[]): boolean {
    const placeOf = (inner: readonly (string | number)[]) => ({
      file: file.path,
      path: [...path, ...inner],
      line: file.lineOf([...path, ...inner]),
    });
    const plan = readPlainPlan(value, placeOf, this.#report);
    if (plan === undefined || (plan.blocks.length === 0 && path.length > 0)) return false;
    this.#plans.push({ plan, path: file.path, isOwn: true });
    this.#counts.push({ kind: 'blocks', read: plan.blocks.length, inPart: 0, skipped: 0, why: undefined });
    return true;
  }

  #add(
    path: string,
    networks: readonly DraftNetwork[],
    nesting: Nesting,
    cloud: Cloud,
    counts: readonly ReadCount[],
  ): void {
    const blocks = blocksOf(networks, nesting, this.#report);
    const plan: Plan = { name: '', cloud, blocks, needs: [], strategy: 'largest-first' };
    this.#plans.push({ plan, path, isOwn: false });
    this.#counts.push(...counts);
  }

  #tellCloud(path: string, cloud: Cloud, taken: Cloud): void {
    this.#report(
      'plan-value-left-out',
      `\`${path}\` is a plan for ${cloudRules(cloud).label}, and the first one is for ${cloudRules(taken).label}, whose rules were taken for all.`,
      { file: path },
    );
  }

  #tellEmpty(): void {
    for (const { path } of this.#plans)
      this.#report('plan-without-blocks', `\`${path}\` holds no block and no subnet.`, { file: path });
  }

  #unknown(file: SourceFile, what: string): void {
    this.#report('unknown-plan-format', `\`${file.path}\` ${what}.`, {
      file: file.path,
      line: file.lineOf([]),
    });
  }

  #diagnostics(): Diagnostic[] {
    return [...this.#collector.all(), ...this.#others];
  }
}

/** A plan says its format, or has blocks as a plan has them. */
function isPlainPlan(value: unknown): boolean {
  if (!isObject(value)) return false;
  if (Object.hasOwn(value, 'format')) return value['format'] === PLAN_FORMAT;
  const blocks = Object.hasOwn(value, 'blocks') ? value['blocks'] : undefined;
  return Array.isArray(blocks) && blocks.some((block) => isObject(block) && Object.hasOwn(block, 'cidr'));
}

function whatItIs(value: unknown): string {
  if (!isObject(value)) return 'holds neither a plan nor a table with a column of blocks';
  const format = Object.hasOwn(value, 'format') ? value['format'] : undefined;
  if (typeof format === 'string' && format.startsWith('hoplight-plan/'))
    return `is a plan of the format \`${shortText(format)}\`, and only \`${PLAN_FORMAT}\` is known here. A newer Hoplight reads it`;
  if (Object.hasOwn(value, 'needs')) return 'is a list of needs and no plan. Allocate it in a plan';
  const keys = Object.keys(value)
    .slice(0, 3)
    .map((key) => `\`${shortText(key)}\``);
  return `holds no plan: its keys begin with ${keys.join(', ') || 'none'}`;
}
