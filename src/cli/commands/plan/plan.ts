/** `hoplight plan`: address plans. By itself it does what its verb `show` does. */
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { refuseNearVerb, withVerbs } from '../options.ts';
import type { Run } from '../options.ts';
import { addAllocate } from './allocate.ts';
import { addCheck } from './check.ts';
import { addCreate } from './create.ts';
import { addFree } from './free.ts';
import { showPlan, withShow } from './show.ts';
import type { ShowOptions } from './show.ts';
import { addSplit } from './split.ts';

export function addPlan(program: Command, run: Run): void {
  const plan = withShow(withVerbs(program.command('plan')))
    .summary('plan subnets: create, split, allocate, free space, check')
    .usage('[options] <plan...>\n       hoplight plan <verb> …')
    .action((inputs: string[], options: ShowOptions) =>
      run(() => {
        if (!existsSync(inputs[0] ?? '')) refuseNearVerb(plan, inputs[0]);
        return showPlan(inputs, options);
      }),
    );
  for (const add of [addCreate, addSplit, addAllocate, addFree, addCheck]) add(plan, run);
  withShow(plan.command('show'))
    .summary('show a plan, or write it in another format; the same as no verb')
    .action((inputs: string[], options: ShowOptions) => run(() => showPlan(inputs, options)));
}
