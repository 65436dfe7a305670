/**
 * The resources of a Terraform file in JSON as one flat list, whichever of its forms the file has: a plan, the state
 * as `terraform show -json` prints it, or a raw state of version 4.
 */
import type { Path } from '../../../diagnostics/index.ts';
import { isObject } from '../../hoplight/check.ts';

export interface TerraformResource {
  /** `module.net[0].aws_subnet.app["a"]` */
  readonly address: string;
  /** The module instance that it is in, `module.net[0]`; empty for the root module. */
  readonly module: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** Its key under `count` or `for_each`. */
  readonly index: string | number | undefined;
  readonly values: Values;
  readonly path: Path;
}

export type Values = Readonly<Record<string, unknown>>;

/** Whether a value is a plan or state of Terraform, of any version. */
export function isTerraform(value: unknown): value is Values {
  if (!isObject(value)) return false;
  const has = (key: string) => Object.hasOwn(value, key);
  if (has('terraform_version')) return true;
  if (has('format_version')) return has('planned_values') || has('values') || has('resource_changes');
  return has('version') && has('serial') && (has('resources') || has('modules'));
}

/** Whether a value is a state of version 3 or older, which holds text instead of values. */
export function isOldState(value: Values): boolean {
  return Array.isArray(member(value, 'modules')) && !Array.isArray(member(value, 'resources'));
}

/** Every resource of the file, those that a change would delete left out; data sources after managed ones. */
export function resourcesIn(file: Values): TerraformResource[] {
  if (Array.isArray(member(file, 'resources'))) return rawResources(file);
  const [key, state] = ['planned_values', 'values']
    .map((name) => [name, member(file, name)] as const)
    .find(([, value]) => isObject(value)) ?? ['', undefined];
  const found = isObject(state) ? moduleResources(state, [key]) : changedResources(file);
  // What a plan only looks up, such as a VPC that is there already, stands in the state before it.
  const prior = moduleResources(member(member(file, 'prior_state'), 'values'), ['prior_state', 'values']);
  return [...found, ...prior.filter(({ mode }) => mode === 'data')].sort(
    (a, b) => Number(a.mode === 'data') - Number(b.mode === 'data'),
  );
}

/** An own member of an object; `undefined` for anything else. */
export function member(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Deepest nesting of modules that is followed. */
const MOST_NESTED = 50;

function moduleResources(values: unknown, path: Path): TerraformResource[] {
  const found: TerraformResource[] = [];
  const visit = (module: unknown, at: Path, depth: number) => {
    const address = textOf(member(module, 'address'));
    listOf(member(module, 'resources')).forEach((entry, index) => {
      const resource = resourceOf(entry, member(entry, 'values'), address, [...at, 'resources', index]);
      if (resource !== undefined) found.push(resource);
    });
    if (depth === MOST_NESTED) return;
    listOf(member(module, 'child_modules')).forEach((child, index) =>
      visit(child, [...at, 'child_modules', index], depth + 1),
    );
  };
  visit(member(values, 'root_module'), [...path, 'root_module'], 0);
  return found;
}

/** Of a plan that lists no planned values: the resources after their changes. */
function changedResources(file: Values): TerraformResource[] {
  return listOf(member(file, 'resource_changes')).flatMap((entry, index) => {
    const after = member(member(entry, 'change'), 'after');
    const module = textOf(member(entry, 'module_address'));
    return resourceOf(entry, after, module, ['resource_changes', index]) ?? [];
  });
}

function rawResources(file: Values): TerraformResource[] {
  return listOf(member(file, 'resources')).flatMap((entry, place) =>
    listOf(member(entry, 'instances')).flatMap((instance, index) => {
      // A deposed instance is one that waits to be destroyed.
      if (member(instance, 'deposed') !== undefined) return [];
      const found = resourceOf(
        entry,
        member(instance, 'attributes'),
        textOf(member(entry, 'module')),
        ['resources', place, 'instances', index],
        member(instance, 'index_key'),
      );
      return found ?? [];
    }),
  );
}

function resourceOf(
  entry: unknown,
  values: unknown,
  module: string,
  path: Path,
  key = member(entry, 'index'),
): TerraformResource | undefined {
  const type = textOf(member(entry, 'type'));
  const name = textOf(member(entry, 'name'));
  if (!isObject(values) || type === '' || name === '') return undefined;
  const mode = member(entry, 'mode') === 'data' ? 'data' : 'managed';
  const index = typeof key === 'string' || typeof key === 'number' ? key : undefined;
  const own = `${mode === 'data' ? 'data.' : ''}${type}.${name}${index === undefined ? '' : `[${JSON.stringify(index)}]`}`;
  const address = textOf(member(entry, 'address')) || (module === '' ? own : `${module}.${own}`);
  return { address, module, mode, type, name, index, values, path };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
