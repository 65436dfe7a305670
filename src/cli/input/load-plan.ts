/** From what is named on the command line to an address plan, with what was read in part or not at all said. */
import { createPlan, parseAddress, readPlan, setCloud } from '../../../engine/index.ts';
import type { Cloud, Plan } from '../../../engine/index.ts';
import { UsageError } from '../exit-status.ts';
import { tell, toTell } from './load-network.ts';
import { blockOf } from './read-blocks.ts';
import { readInputs } from './read-inputs.ts';
import type { Inputs } from './read-inputs.ts';
import { NETWORK_ENDINGS } from './walk.ts';

/** A plan may be a table too. */
const PLAN_ENDINGS = [...NETWORK_ENDINGS, '.csv'];

export interface LoadPlanOptions {
  /** Whose rules count, in place of the plan's own. */
  readonly cloud?: Cloud | undefined;
  /** Whose rules count for blocks, where `cloud` does not say: AWS's when absent. */
  readonly cloudOfBlocks?: Cloud | undefined;
  readonly verbose?: boolean;
}

export interface LoadedPlan {
  readonly plan: Plan;
  /** True when a file that was named itself could not be read at all: the plan stands on the rest. */
  readonly unreadable: boolean;
}

/**
 * Reads a plan: from blocks still to be divided, from links, or from files and folders of any known form.
 *
 * @throws UsageError when an input does not exist, or when nothing in them is a plan
 */
export async function loadPlan(
  inputs: readonly string[],
  { cloud, cloudOfBlocks = 'aws', verbose = false }: LoadPlanOptions,
): Promise<LoadedPlan> {
  const blocks = inputs.filter(isBlockText);
  if (blocks.length > 0) {
    if (blocks.length < inputs.length) {
      throw new UsageError(
        'Give either blocks or files, not both; `hoplight plan create` makes a plan of blocks.',
      );
    }
    return { plan: createPlan(cloud ?? cloudOfBlocks, blocks.map(blockOf)), unreadable: false };
  }
  const read = await readFilesAndLinks(inputs);
  const result = readPlan(read.files);
  const told = toTell(read, result);
  tell(told, verbose);
  if (result.plan === undefined || result.plan.blocks.length === 0)
    throw new UsageError('The input holds no address plan: no block and no subnet.');
  return {
    plan: cloud === undefined ? result.plan : setCloud(result.plan, cloud),
    unreadable: told.unreadable,
  };
}

/** Whether a text begins with an address, as a block does however it is written, or looks as if it should. */
function isBlockText(text: string): boolean {
  const first = /^[^\s/–-]+/.exec(text)?.[0] ?? '';
  return parseAddress(first) !== undefined || /^([\d.]+|[\da-f]*:[\da-f:]*)\/\d+$/i.test(text);
}

async function readFilesAndLinks(inputs: readonly string[]): Promise<Inputs> {
  const links = inputs.filter((input) => /^https?:\/\//i.test(input));
  const named = inputs.filter((input) => !links.includes(input));
  const read = await readInputs(named, PLAN_ENDINGS);
  return {
    ...read,
    files: [...links.map((link, at) => ({ path: `link ${at + 1}`, text: link })), ...read.files],
    named: new Set([...links.map((_, at) => `link ${at + 1}`), ...read.named]),
  };
}
