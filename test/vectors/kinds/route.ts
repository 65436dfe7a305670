/** Kind `route`: the choice among the routes of one table, made by the engine's own selection. */
import { formatAddress, parseAddress } from '../../../engine/ip/index.ts';
import { readHoplight } from '../../../engine/formats/hoplight/read.ts';
import { effectiveTable, selectRoute } from '../../../engine/resources/route-table/effective.ts';
import type { EffectiveTable } from '../../../engine/resources/route-table/effective.ts';
import { brief, eachAt, listAt, membersAt, unreadable } from '../case.ts';
import type { Members, Solver } from '../case.ts';
import { prefixListsOf } from '../topology-document.ts';

export const solveRoute: Solver = ({ members }, { asked }) => {
  const given = membersAt(members, 'given');
  const table = tableOf(given);
  const answers: Readonly<Record<string, () => unknown>> = {
    verdict: () => 'value',
    target: () => eachAt(given, 'dst', (dst) => choose(table, dst).target),
    drop: () => eachAt(given, 'dst', (dst) => choose(table, dst).drop),
  };
  return Object.fromEntries(
    asked.map((key) => [
      key,
      (answers[key] ?? unreadable(`the runner computes no \`${key}\` of a route table`))(),
    ]),
  );
};

function choose(table: EffectiveTable, dst: unknown): { target: string | null; drop: string | null } {
  const address = typeof dst === 'string' ? parseAddress(dst) : undefined;
  if (address === undefined) return unreadable(`\`dst\` is not an address: ${brief(dst)}`);
  const choice = selectRoute(table, address);
  switch (choice.kind) {
    case 'route':
      return { target: choice.route.target.id, drop: null };
    case 'ambiguous':
      return { target: 'ambiguous', drop: null };
    case 'unknown':
      return { target: 'unknown', drop: null };
    case 'none':
      return { target: null, drop: 'no-route' };
    default:
      return unreadable(`the choice for ${formatAddress(address)} is not known`);
  }
}

interface WrittenRoute {
  readonly destination: string;
  readonly target: string;
  readonly propagation: string | undefined;
}

/** The table as the engine has it. Its local routes are those of the VPC, and propagation may need two equal ones. */
function tableOf(given: Members): EffectiveTable {
  const routes = listAt(given, 'table').map(readRoute);
  const local = routes.filter(({ target }) => target === 'local').map(({ destination }) => destination);
  const prefixLists = prefixListsOf();
  const document = {
    format: 'hoplight/1',
    vpcs: [
      {
        id: 'vpc',
        cidrBlocks: local.filter((block) => !block.includes(':')),
        ipv6CidrBlocks: local.filter((block) => block.includes(':')),
      },
    ],
    routeTables: [
      {
        id: 'table',
        vpc: 'vpc',
        routes: routes
          .filter(({ target }) => target !== 'local')
          .map(({ destination, target, propagation }) => ({
            destination: prefixLists.idOf(destination),
            target,
            ...(propagation === undefined ? {} : { propagation }),
          })),
      },
    ],
    prefixLists: prefixLists.all(),
  };
  const { network } = readHoplight(document);
  const table = network.routeTables.get('table');
  if (table === undefined || table.incomplete)
    return unreadable('the table holds a route that can not be read');
  return effectiveTable(table, network.vpcs.get('vpc'), (id) => network.prefixLists.get(id));
}

function readRoute(value: unknown): WrittenRoute {
  if (!Array.isArray(value)) return unreadable(`a route is not a list: ${brief(value)}`);
  const [destination, target, origin] = value as unknown[];
  if (typeof destination !== 'string' || typeof target !== 'string')
    return unreadable(`a route is not text: ${brief(value)}`);
  if (origin === undefined || origin === 'static') return { destination, target, propagation: undefined };
  const propagation = /^propagated(?::(dx|vpn-static|vpn-bgp))?$/.exec(String(origin));
  if (propagation === null) return unreadable(`a route's origin is not known: ${brief(origin)}`);
  return { destination, target, propagation: propagation[1] ?? 'vpn-bgp' };
}
