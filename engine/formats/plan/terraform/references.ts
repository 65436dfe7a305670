/**
 * Which resource an attribute means that a plan does not know yet. Before the first apply the id of a VPC is unknown;
 * the configuration in the plan still says which VPC was written there.
 */
import { type TerraformResource, member } from './resources.ts';

/** A module of the configuration, and the instance of it that is meant. */
interface Scope {
  readonly config: unknown;
  /** Names of the module calls on the way down. */
  readonly path: readonly string[];
  /** `undefined` when any instance of the module may be meant. */
  readonly instance: string | undefined;
  readonly parent: Scope | undefined;
}

/** Most references that are followed for one attribute: variables and outputs may go in circles. */
const MOST_STEPS = 100;

type Written = Pick<TerraformResource, 'mode' | 'type' | 'name'>;

/** Finds the resources of some types that attributes of others refer to. */
export class References {
  #root: Scope;
  #types: ReadonlySet<string>;
  #resources = new Map<string, TerraformResource[]>();
  #configs = new Map<unknown, ReadonlyMap<string, unknown>>();
  #found = new Map<string, readonly TerraformResource[]>();
  #steps = 0;

  /** @param targets - the resources that may be found, all of `types` */
  constructor(configuration: unknown, targets: readonly TerraformResource[], types: ReadonlySet<string>) {
    this.#root = { config: member(configuration, 'root_module'), path: [], instance: '', parent: undefined };
    this.#types = types;
    for (const target of targets) {
      const alike = this.#resources.get(writtenAs(target));
      if (alike === undefined) this.#resources.set(writtenAs(target), [target]);
      else alike.push(target);
    }
  }

  /** @returns the one resource that is meant; `undefined` when the configuration leaves it open */
  find(from: TerraformResource, attribute: string): TerraformResource | undefined {
    const key = JSON.stringify([from.module, writtenAs(from), attribute]);
    let found = this.#found.get(key);
    if (found === undefined) {
      this.#steps = MOST_STEPS;
      found = this.#followAttribute(from, attribute, this.#scopeOf(from.module));
      this.#found.set(key, found);
    }
    const alike = found.filter(({ index }) => index === from.index);
    return found.length === 1 ? found[0] : alike.length === 1 ? alike[0] : undefined;
  }

  #followAttribute(from: Written, attribute: string, scope: Scope): readonly TerraformResource[] {
    const written = this.#configOf(scope.config).get(writtenAs(from));
    return this.#followExpression(member(member(written, 'expressions'), attribute), scope);
  }

  /** What the first reference of an expression that leads to resources leads to. */
  #followExpression(expression: unknown, scope: Scope): readonly TerraformResource[] {
    const references = member(expression, 'references');
    for (const reference of Array.isArray(references) ? references : []) {
      if (this.#steps-- <= 0) break;
      const found = typeof reference === 'string' ? this.#follow(reference, scope) : [];
      if (found.length > 0) return found;
    }
    return [];
  }

  #follow(reference: string, scope: Scope): readonly TerraformResource[] {
    const variable = /^var\.([\w-]+)/.exec(reference)?.[1];
    if (variable !== undefined) {
      const { parent, path } = scope;
      if (parent === undefined) return [];
      const call = member(member(parent.config, 'module_calls'), path.at(-1) ?? '');
      return this.#followExpression(member(member(call, 'expressions'), variable), parent);
    }
    const output = /^module\.([\w-]+)(\[[^\]]*\])?\.([\w-]+)/.exec(reference);
    if (output !== null) {
      const [, name = '', key = '', out = ''] = output;
      const child = childScope(scope, name, key === '' ? undefined : `${within(scope)}module.${name}${key}`);
      return this.#followExpression(
        member(member(member(child.config, 'outputs'), out), 'expression'),
        child,
      );
    }
    const resource = /^(data\.)?(\w+)\.([\w-]+)(\[[^\]]*\])?/.exec(reference);
    if (resource === null) return [];
    const [, data, type = '', name = '', key] = resource;
    const written: Written = { mode: data === undefined ? 'managed' : 'data', type, name };
    if (this.#types.has(type)) return this.#resourcesIn(scope, written, key);
    // A block that was added to a VPC knows the VPC.
    return type.endsWith('_cidr_block_association') ? this.#followAttribute(written, 'vpc_id', scope) : [];
  }

  #resourcesIn({ path, instance }: Scope, written: Written, key: string | undefined): TerraformResource[] {
    const calls = path.join('.');
    return (this.#resources.get(writtenAs(written)) ?? []).filter(
      ({ module, index }) =>
        (instance === undefined ? callsOf(module).join('.') === calls : module === instance) &&
        (key === undefined || key === `[${JSON.stringify(index)}]`),
    );
  }

  #scopeOf(instance: string): Scope {
    let scope = this.#root;
    for (const { name, address } of stepsOf(instance)) scope = childScope(scope, name, address);
    return scope;
  }

  /** The resources of a module of the configuration, by their address in it. */
  #configOf(module: unknown): ReadonlyMap<string, unknown> {
    const known = this.#configs.get(module);
    if (known !== undefined) return known;
    const list = member(module, 'resources');
    const entries = Array.isArray(list) ? list : [];
    const byAddress = new Map(entries.map((entry: unknown) => [String(member(entry, 'address')), entry]));
    this.#configs.set(module, byAddress);
    return byAddress;
  }
}

function childScope(parent: Scope, name: string, instance: string | undefined): Scope {
  const config = member(member(member(parent.config, 'module_calls'), name), 'module');
  return { config, path: [...parent.path, name], instance, parent };
}

function within({ instance }: Scope): string {
  return instance === undefined || instance === '' ? '' : `${instance}.`;
}

/** How the configuration of a module names a resource: `data.aws_vpc.main`. */
function writtenAs({ mode, type, name }: Written): string {
  return `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
}

/** `module.a["x"].module.b` is `a` at `module.a["x"]`, then `b` at the whole. */
function stepsOf(instance: string): { readonly name: string; readonly address: string }[] {
  const steps = instance.matchAll(/module\.([\w-]+)(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?(?:\.|$)/g);
  return [...steps].map(({ 0: text, 1: name = '', index }) => ({
    name,
    address: instance.slice(0, index + text.length).replace(/\.$/, ''),
  }));
}

function callsOf(instance: string): string[] {
  return stepsOf(instance).map(({ name }) => name);
}
