/** Networks joined by drawing lines between them: what is offered, and that traffic then passes. */
import { describe, expect, test } from 'vitest';
import { relationsBetween } from '../../../engine/edit/connect.ts';
import { duplicate } from '../../../engine/edit/copy.ts';
import { createResource } from '../../../engine/edit/create.ts';
import { catalogue as describeAll } from '../../../engine/edit/describe.ts';
import { entryOf } from '../../../engine/edit/document.ts';
import type { PlainDocument } from '../../../engine/edit/document.ts';
import { applyPatch } from '../../../engine/edit/patch.ts';
import { removeResources } from '../../../engine/edit/remove.ts';
import { loadDocument } from '../../../engine/formats/load.ts';
import { traceReport } from '../../../engine/index.ts';
import { lint } from '../../../engine/lint/index.ts';
import type { ResourceKind } from '../../../engine/resources/index.ts';

const catalogue = describeAll();

/** Two VPCs with a subnet, a table and an open machine each, and a site. */
const two: PlainDocument = {
  format: 'hoplight/1',
  vpcs: [
    { id: 'vpc-a', cidrBlock: '10.1.0.0/16' },
    { id: 'vpc-b', cidrBlock: '10.2.0.0/16' },
  ],
  subnets: ['a', 'b'].map((each, at) => ({
    id: `subnet-${each}`,
    vpc: `vpc-${each}`,
    cidrBlock: `10.${at + 1}.0.0/24`,
    availabilityZone: 'az1',
    routeTable: `rtb-${each}`,
  })),
  routeTables: ['a', 'b'].map((each) => ({ id: `rtb-${each}`, vpc: `vpc-${each}` })),
  securityGroups: ['a', 'b'].map((each) => ({
    id: `sg-${each}`,
    vpc: `vpc-${each}`,
    ingress: [{ protocol: '-1', from: ['0.0.0.0/0'] }],
  })),
  instances: ['a', 'b'].map((each, at) => ({
    id: `i-${each}`,
    subnet: `subnet-${each}`,
    privateIp: `10.${at + 1}.0.10`,
    securityGroups: [`sg-${each}`],
  })),
  onPremisesNetworks: [{ id: 'office', cidrBlocks: ['192.168.0.0/16'] }],
};

const sentences = (document: PlainDocument, from: string, to: string) =>
  relationsBetween(document, catalogue, from, to).map(({ sentence }) => sentence);

function related(document: PlainDocument, from: string, to: string, id: string): PlainDocument {
  const relation = relationsBetween(document, catalogue, from, to).find((each) => each.id === id);
  if (relation === undefined) throw new Error(`no ${id}: ${sentences(document, from, to).join()}`);
  return applyPatch(document, relation.patch);
}

/** What holds already is not offered again. */
function joined(document: PlainDocument, from: string, to: string, id: string): PlainDocument {
  const after = related(document, from, to, id);
  expect(relationsBetween(after, catalogue, from, to).map((each) => each.id)).not.toContain(id);
  return after;
}

function withNew(document: PlainDocument, kind: ResourceKind, parent?: string) {
  const type = catalogue.types.find((each) => each.kind === kind);
  if (type === undefined) throw new Error(kind);
  const { patch, id } = createResource(document, catalogue, type, parent === undefined ? {} : { parent });
  return { document: applyPatch(document, patch), id };
}

function verdict(document: PlainDocument, from: string, to: string, port = 443): string {
  const { network, diagnostics } = loadDocument(document);
  expect(diagnostics).toEqual([]);
  expect(lint(network).filter(({ code }) => code.endsWith('-refused'))).toEqual([]);
  const answer = traceReport(network, { from, to, protocol: 'tcp', port });
  if (!answer.ok) throw new Error(answer.errors.map((each) => each.message).join());
  return answer.report.verdict;
}

describe('a transit gateway', () => {
  test('joins two VPCs: attached to each once, then routes lead there', () => {
    let { document } = withNew(two, 'transit-gateway');
    expect(sentences(document, 'subnet-a', 'tgw-1')).toEqual(['Attach vpc-a to transit-1']);
    document = joined(document, 'vpc-a', 'tgw-1', 'attach');
    document = joined(document, 'tgw-1', 'subnet-b', 'attach');
    expect(verdict(document, 'i-a', 'i-b')).toBe('forward_blocked');
    document = joined(document, 'subnet-a', 'tgw-1', 'route');
    document = joined(document, 'rtb-b', 'tgw-1', 'route');
    expect(verdict(document, 'i-a', 'i-b')).toBe('reachable');
  });

  test('is peered with another once', () => {
    const first = withNew(two, 'transit-gateway');
    const second = withNew(first.document, 'transit-gateway');
    expect(second.id).toBe('tgw-2');
    const document = joined(second.document, 'tgw-1', 'tgw-2', 'peer');
    expect(sentences(document, 'tgw-2', 'tgw-1')).toEqual([]);
    expect(loadDocument(document).network.transitGatewayPeeringAttachments.size).toBe(1);
  });

  test('gets a VPN connection from a customer gateway, by an attachment', () => {
    let { document } = withNew(two, 'transit-gateway');
    ({ document } = withNew(document, 'customer-gateway'));
    document = joined(document, 'vpc-a', 'tgw-1', 'attach');
    document = joined(document, 'subnet-a', 'tgw-1', 'route');
    document = related(document, 'cgw-1', 'tgw-1', 'vpn');
    expect(entryOf(document, 'vpn-1')?.entry).toEqual({
      id: 'vpn-1',
      name: 'vpn-1',
      customerGateway: 'cgw-1',
    });
    expect(verdict(document, 'i-a', 'office')).toBe('reachable');
  });
});

describe('a virtual private gateway', () => {
  test('leads to a site over a VPN connection', () => {
    let { document } = withNew(two, 'vpn-gateway', 'vpc-a');
    ({ document } = withNew(document, 'customer-gateway'));
    expect(entryOf(document, 'cgw-1')?.entry['onPremisesNetwork']).toBe('office');
    document = joined(document, 'cgw-1', 'vgw-1', 'vpn');
    document = joined(document, 'subnet-a', 'vgw-1', 'route');
    expect(verdict(document, 'i-a', 'office')).toBe('reachable');
  });

  test('leads to a site over Direct Connect, whose gateway allows the blocks of the VPC', () => {
    let { document } = withNew(two, 'vpn-gateway', 'vpc-a');
    ({ document } = withNew(document, 'direct-connect-gateway'));
    document = joined(document, 'vgw-1', 'dxgw-1', 'associate');
    document = joined(document, 'office', 'dxgw-1', 'direct-connect');
    document = joined(document, 'subnet-a', 'vgw-1', 'route');
    expect(verdict(document, 'i-a', 'office')).toBe('reachable');
  });
});

describe('a load balancer', () => {
  const made = withNew(two, 'load-balancer', 'subnet-a');

  test('stands in the subnet it was put into, with an address', () => {
    expect(entryOf(made.document, made.id)?.entry).toMatchObject({
      vpc: 'vpc-a',
      nodes: [{ subnet: 'subnet-a', privateIp: '10.1.0.11' }],
    });
  });

  test('forwards to an instance by a new group and listener, to the next by the same', () => {
    const one = joined(made.document, made.id, 'i-a', 'target');
    expect(entryOf(one, 'tg-1')?.entry).toMatchObject({ vpc: 'vpc-a', targets: [{ id: 'i-a' }] });
    expect(verdict(one, 'i-a', made.id)).not.toBe('unknown');
    const more = withNew(one, 'instance', 'subnet-a');
    const both = joined(more.document, made.id, more.id, 'target');
    expect(entryOf(both, 'tg-1')?.entry['targets']).toEqual([{ id: 'i-a' }, { id: more.id }]);
    expect(entryOf(both, made.id)?.entry['listeners']).toHaveLength(1);
    // ELB-5: an instance of another VPC is no target.
    expect(sentences(both, made.id, 'i-b')).toEqual([]);
  });

  test('a node that is deleted goes with its item of the list', () => {
    const after = applyPatch(
      made.document,
      removeResources(made.document, catalogue, [`eni:${made.id}:subnet-a`]),
    );
    expect(entryOf(after, made.id)?.entry['nodes']).toBeUndefined();
  });

  test('a copy has nodes of its own', () => {
    const written = {
      ...made.document,
      loadBalancers: [
        {
          id: 'lb',
          vpc: 'vpc-a',
          type: 'network',
          nodes: [{ subnet: 'subnet-a', privateIp: '10.1.0.40', networkInterface: 'eni-own' }],
        },
      ],
    };
    const { patch, ids } = duplicate(written, catalogue, ['lb']);
    const copy = entryOf(applyPatch(written, patch), ids[0] ?? '')?.entry;
    expect(copy?.['nodes']).toEqual([{ subnet: 'subnet-a', privateIp: '10.1.0.11' }]);
  });
});

test('a database put into a subnet is reached once its group lets a machine in', () => {
  const { document, id } = withNew(two, 'database', 'subnet-b');
  expect(verdict(document, 'i-b', id, 5432)).toBe('forward_blocked');
  const open = related(document, 'i-b', id, 'allow-tcp-5432');
  expect(verdict(open, 'i-b', id, 5432)).toBe('reachable');
});

test('a site is let in by its blocks', () => {
  const open = joined(two, 'office', 'sg-a', 'allow-tcp-22');
  expect(entryOf(open, 'sg-a')?.entry['ingress']).toContainEqual({
    protocol: 'tcp',
    ports: 22,
    from: ['192.168.0.0/16'],
  });
});

test('AWS adds the routes of a gateway endpoint to the tables it is told of; one with interfaces takes none', () => {
  const { document, id } = withNew(two, 'vpc-endpoint', 'vpc-a');
  expect(sentences(document, 'rtb-a', id)).toEqual([]);
  const gateway = { ...document, vpcEndpoints: [{ id, vpc: 'vpc-a', vpcEndpointType: 'Gateway' }] };
  expect(sentences(gateway, 'rtb-b', id)).toEqual([]);
  const after = joined(gateway, 'rtb-a', id, 'route');
  expect(entryOf(after, id)?.entry['routeTables']).toEqual(['rtb-a']);
});
