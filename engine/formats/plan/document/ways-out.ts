/** The route tables that make subnets of a VPC what their plan says: public ones lead to an internet gateway (SUB-7). */
import type { Network } from '../../../model/index.ts';
import type { SubnetKind } from '../../../plan/index.ts';
import type { RouteTable } from '../../../resources/route-table/types.ts';
import type { Additions } from './additions.ts';
import type { PlacedVpc } from './vpc.ts';

export class WaysOut {
  #vpc: PlacedVpc;
  #additions: Additions;
  #tables: readonly RouteTable[];
  #gateway: string | undefined;
  #public: string | undefined;
  #closed: string | undefined;

  constructor(vpc: PlacedVpc, network: Network, additions: Additions) {
    this.#vpc = vpc;
    this.#additions = additions;
    this.#tables =
      vpc.existing === undefined
        ? []
        : [...network.routeTables.values()].filter((table) => table.vpc === vpc.id);
    this.#gateway = vpc.existing && network.lookup.internetGatewayOf(vpc.existing.id)?.id;
  }

  /** The table that a subnet is to name; `undefined` where the main one will do. */
  tableFor(kind: SubnetKind | undefined): string | undefined {
    if (kind === 'public') return (this.#public ??= this.#publicTable());
    const main = this.#tables.find((table) => table.main);
    if (kind === undefined || main === undefined || !leadsOut(main)) return undefined;
    return (this.#closed ??= this.#additions.add('routeTables', `${this.#vpc.id}-private`, 'private', {
      vpc: this.#vpc.id,
    }));
  }

  /** One of the VPC with a default route to its gateway in each family that the VPC has; a new one where there is none. */
  #publicTable(): string {
    const gateway = (this.#gateway ??= this.#additions.add('internetGateways', `igw-${this.#vpc.id}`, 'igw', {
      vpc: this.#vpc.id,
    }));
    const wanted = [
      { family: 4, destination: '0.0.0.0/0' },
      { family: 6, destination: '::/0' },
    ].filter(({ family }) => this.#vpc.cidrs.some((cidr) => cidr.family === family));
    const known = this.#tables.find(
      (table) =>
        table.gateway === undefined &&
        !table.main &&
        wanted.every(({ family }) => hasDefaultRoute(table, family, gateway)),
    );
    if (known !== undefined) return known.id;
    return this.#additions.add('routeTables', `${this.#vpc.id}-public`, 'public', {
      vpc: this.#vpc.id,
      routes: wanted.map(({ destination }) => ({ destination, target: gateway })),
    });
  }
}

function leadsOut({ routes }: RouteTable): boolean {
  return routes.some(({ target }) => target.kind === 'internet-gateway');
}

function hasDefaultRoute({ routes }: RouteTable, family: number, gateway: string): boolean {
  return routes.some(
    ({ destination, target }) =>
      destination.kind === 'cidr' &&
      destination.cidr.family === family &&
      destination.cidr.prefixLength === 0 &&
      target.id === gateway,
  );
}
