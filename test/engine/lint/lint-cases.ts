import { expect } from 'vitest';

import type { Diagnostic, DiagnosticCode } from '../../../engine/diagnostics/index.ts';
import { readHoplight } from '../../../engine/formats/hoplight/read.ts';
import { lint } from '../../../engine/lint/index.ts';

export type Section = readonly Readonly<Record<string, unknown>>[];
export type Document = Readonly<Record<string, Section | readonly string[]>>;

/** What lint says of a document that reads without errors. Each diagnostic is checked for its form on the way. */
export function lintOf(document: Document): Diagnostic[] {
  const { network, diagnostics } = readHoplight(document);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const found = lint(network);
  for (const { detail, resource, rule } of found) {
    expect(detail).toMatch(/^[A-Z`0-9].*\.$/);
    expect(detail).not.toMatch(/undefined|\[object|NaN|``/);
    expect({ resource, rule }).toEqual({ resource: expect.any(String), rule: expect.any(String) });
  }
  return found;
}

/** `resource rule` of each diagnostic of a code. */
export function found(document: Document, code: DiagnosticCode): string[] {
  return lintOf(document)
    .filter((diagnostic) => diagnostic.code === code)
    .map(({ resource, rule }) => `${resource} ${rule}`);
}

/** The detail of the one diagnostic of a code. */
export function detailOf(document: Document, code: DiagnosticCode): string {
  const details = lintOf(document).filter((diagnostic) => diagnostic.code === code);
  expect(details).toHaveLength(1);
  return details[0]?.detail ?? '';
}

/** Codes of errors and warnings. */
export function complaints(document: Document): string[] {
  return lintOf(document)
    .filter(({ severity }) => severity !== 'info')
    .map(({ code }) => code);
}

/** One VPC 10.0.0.0/16 with an internet gateway; sections may be added or replaced. */
export function vpcWith<D extends Document>(sections: D): D & { readonly vpcs: Section } {
  return { vpcs: [{ id: 'vpc-a', cidrBlock: '10.0.0.0/16', internetGateway: 'igw-a' }], ...sections };
}

/** A public and a private subnet, a NAT gateway, a web server and a database: nothing is wrong with it. */
export const twoTier = vpcWith({
  subnets: [
    {
      id: 'public',
      vpc: 'vpc-a',
      cidrBlock: '10.0.0.0/24',
      availabilityZone: 'us-east-1a',
      routeTable: 'rt-public',
    },
    {
      id: 'private',
      vpc: 'vpc-a',
      cidrBlock: '10.0.2.0/24',
      availabilityZone: 'us-east-1a',
      routeTable: 'rt-private',
    },
  ],
  routeTables: [
    { id: 'rt-public', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'igw-a' }] },
    { id: 'rt-private', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'nat-a' }] },
  ],
  natGateways: [{ id: 'nat-a', subnet: 'public', privateIp: '10.0.0.200', publicIp: '198.51.100.200' }],
  securityGroups: [
    { id: 'sg-web', vpc: 'vpc-a', ingress: [{ protocol: 'tcp', ports: 443, from: '0.0.0.0/0' }] },
    { id: 'sg-db', vpc: 'vpc-a', ingress: [{ protocol: 'tcp', ports: 5432, from: 'sg-web' }] },
  ],
  instances: [
    {
      id: 'web-1',
      subnet: 'public',
      privateIp: '10.0.0.10',
      publicIp: '198.51.100.10',
      securityGroups: 'sg-web',
    },
    { id: 'db-1', subnet: 'private', privateIp: '10.0.2.20', securityGroups: 'sg-db' },
  ],
});

/** The entries of a network ACL from short lines: `100 allow tcp 443 0.0.0.0/0`. */
export function entries(...lines: readonly string[]): Section {
  return lines.map((line) => {
    const [ruleNumber, ruleAction, protocol, ports, cidrBlock] = line.split(' ');
    const range = ports === 'all' ? {} : protocol === 'icmp' ? icmp(ports ?? '') : { ports };
    return {
      ruleNumber: Number(ruleNumber),
      ruleAction,
      protocol: protocol === 'all' ? '-1' : protocol,
      ...range,
      cidrBlock,
    };
  });
}

function icmp(text: string): { icmpType: number; icmpCode: number } {
  const [icmpType, icmpCode] = text.split('/').map(Number);
  return { icmpType: icmpType ?? -1, icmpCode: icmpCode ?? -1 };
}
