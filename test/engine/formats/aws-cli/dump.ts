/** Dumps in a few lines, and what reading them gave. */
import * as v from 'valibot';
import { expect } from 'vitest';
import { readAwsCli } from '../../../../engine/formats/aws-cli/index.ts';
import { parseText } from '../../../../engine/formats/text/index.ts';
import type { ConvertedDocument } from '../../../../engine/formats/source.ts';
import { allResourceTypes } from '../../../../engine/resources/index.ts';

export type Entry = Readonly<Record<string, unknown>>;

/** Reads answers as files `1.json`, `2.json` … */
export function read(...answers: unknown[]): ConvertedDocument {
  return readFiles(Object.fromEntries(answers.map((answer, index) => [`${index + 1}.json`, answer])));
}

/** Reads files by path; text is taken as it is, anything else written as JSON. */
export function readFiles(files: Readonly<Record<string, unknown>>): ConvertedDocument {
  const converted = readAwsCli(
    Object.entries(files).flatMap(
      ([path, content]) =>
        parseText({ path, text: typeof content === 'string' ? content : JSON.stringify(content, null, 1) })
          .files,
    ),
  );
  expectValid(converted);
  return converted;
}

export function section({ document }: ConvertedDocument, name: string): Entry[] {
  const entries = document[name];
  return Array.isArray(entries) ? (entries as Entry[]) : [];
}

/** The only entry of a section. */
export function only(converted: ConvertedDocument, name: string): Entry {
  const entries = section(converted, name);
  expect(entries).toHaveLength(1);
  return entries[0] ?? {};
}

export function codes({ diagnostics }: ConvertedDocument): string[] {
  return diagnostics.map(({ code }) => code);
}

export function detailsOf({ diagnostics }: ConvertedDocument, code: string): string[] {
  return diagnostics.filter((each) => each.code === code).map(({ detail }) => detail);
}

/** Every entry satisfies the schema of its section, knows no other keys, and has an origin. */
export function expectValid({ document, origins }: ConvertedDocument): void {
  for (const { section: name, schema } of allResourceTypes) {
    const entries = document[name] ?? [];
    if (!Array.isArray(entries)) expect.unreachable(`${name} is no list`);
    const known = new Set(Object.keys((schema as unknown as { entries: object }).entries));
    for (const entry of entries as Entry[]) {
      const result = v.safeParse(schema, entry);
      expect(
        result.issues?.map(({ message, path }) => [message, path?.map(({ key }) => key), entry]),
      ).toBeUndefined();
      expect(Object.keys(entry).filter((key) => !known.has(key))).toEqual([]);
      expect(origins.has(entry)).toBe(true);
    }
  }
}

export const vpc = (id = 'vpc-a', cidr = '10.0.0.0/16', more: object = {}) => ({
  VpcId: id,
  CidrBlock: cidr,
  CidrBlockAssociationSet: [
    { AssociationId: 'assoc-1', CidrBlock: cidr, CidrBlockState: { State: 'associated' } },
  ],
  IsDefault: false,
  OwnerId: '111122223333',
  Tags: [],
  ...more,
});

export const subnet = (id = 'subnet-a', cidr = '10.0.0.0/24', more: object = {}) => ({
  SubnetId: id,
  VpcId: 'vpc-a',
  CidrBlock: cidr,
  AvailabilityZone: 'us-east-1a',
  ...more,
});

export const localRoute = (block = '10.0.0.0/16') => ({
  DestinationCidrBlock: block,
  GatewayId: 'local',
  Origin: 'CreateRouteTable',
  State: 'active',
});

export const routeTable = (routes: object[], more: object = {}) => ({
  RouteTableId: 'rtb-a',
  VpcId: 'vpc-a',
  Associations: [],
  PropagatingVgws: [],
  Routes: routes,
  ...more,
});

export const networkInterface = (id = 'eni-a', ip = '10.0.0.10', more: object = {}) => ({
  NetworkInterfaceId: id,
  SubnetId: 'subnet-a',
  VpcId: 'vpc-a',
  Status: 'in-use',
  InterfaceType: 'interface',
  SourceDestCheck: true,
  Groups: [{ GroupId: 'sg-a', GroupName: 'a' }],
  PrivateIpAddress: ip,
  PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: ip }],
  Attachment: { Status: 'attached', InstanceId: 'i-a', DeviceIndex: 0 },
  ...more,
});
