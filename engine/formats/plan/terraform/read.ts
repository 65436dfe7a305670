/** Networks and subnets of a Terraform plan or state in JSON. */
import { formatCidr } from '../../../ip/index.ts';
import { type Cloud, cloudRules } from '../../../plan/index.ts';
import { shortText } from '../../hoplight/check.ts';
import type { ReadCount } from '../../source.ts';
import type { DraftNetwork, DraftRow, Report } from '../draft.ts';
import { labelFrom } from '../label.ts';
import type { UniqueNames } from '../unique-names.ts';
import { type Fact, type TerraformFile, factsIn, placeOf } from './facts.ts';
import { Networks } from './networks.ts';
import { member } from './resources.ts';
import { saidOf } from './words.ts';

export interface TerraformReading {
  readonly networks: readonly DraftNetwork[];
  /** Of the first network or subnet; `undefined` when the file holds none. */
  readonly cloud: Cloud | undefined;
  readonly counts: readonly ReadCount[];
}

/** @param names - gives each network a name of its own */
export function readTerraform(file: TerraformFile, names: UniqueNames, report: Report): TerraformReading {
  const facts = factsIn(file, report);
  const withRole = (role: Fact['reading']['role']) => facts.filter(({ reading }) => reading.role === role);
  const networks = new Networks(withRole('network'), member(file.value, 'configuration'), names);
  for (const fact of withRole('block'))
    for (const { cidr } of fact.blocks) networks.of(fact).cidrs.set(formatCidr(cidr), cidr);
  for (const fact of withRole('subnet')) {
    const rows = rowsOf(fact, file, report);
    if (rows.length > 0) networks.of(fact).rows.push(...rows);
  }
  const clouds = [...new Set(facts.map(({ reading }) => reading.cloud))];
  const [cloud, ...others] = clouds;
  if (cloud !== undefined && others.length > 0) {
    report(
      'plan-value-left-out',
      `\`${file.path}\` has resources of ${clouds.map((each) => cloudRules(each).label).join(' and ')}. The rules of ${cloudRules(cloud).label} were taken for all.`,
      { file: file.path },
    );
  }
  return {
    networks: networks.all().map(({ name, cidrs, rows }) => ({ name, cidrs: [...cidrs.values()], rows })),
    cloud,
    counts: countsOf(facts),
  };
}

const UNKNOWN_ADVICE = 'The provider gives it when the plan is applied; read the state then.';

function rowsOf({ resource, reading, blocks }: Fact, file: TerraformFile, report: Report): DraftRow[] {
  const place = placeOf(resource, file);
  const address = shortText(resource.address);
  if (blocks.length === 0)
    report('plan-value-unknown', `The block of \`${address}\` is not known. ${UNKNOWN_ADVICE}`, place);
  const said = saidOf(resource, reading);
  return blocks.map(({ cidr, part }) => {
    const name = part === undefined ? said.name : `${said.name ?? ''} ${part}`;
    const label = labelFrom({ ...said, name }, (member) =>
      report('plan-text-cut', `\`${address}\`: the ${member} was cut.`, place),
    );
    return { cidr, label, free: false, place };
  });
}

function countsOf(facts: readonly Fact[]): ReadCount[] {
  const byType = new Map<string, { read: number; skipped: number }>();
  for (const { resource, reading, blocks } of facts) {
    const count = byType.get(resource.type) ?? { read: 0, skipped: 0 };
    byType.set(resource.type, count);
    if (blocks.length === 0 && reading.role !== 'network') count.skipped += 1;
    else count.read += 1;
  }
  return [...byType].map(([kind, { read, skipped }]) => ({
    kind,
    read,
    inPart: 0,
    skipped,
    why: skipped === 0 ? undefined : 'Their blocks are not known before the plan is applied, or are none.',
  }));
}
