import type * as v from 'valibot';
import { parseAddress } from '../../ip/index.ts';
import { isWithin, parseDomainName } from '../../model/domain-name.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { hostedZoneSchema } from './schema.ts';
import type { ZoneRecord } from './types.ts';

type Document = v.InferOutput<typeof hostedZoneSchema>;
type RecordDocument = NonNullable<Document['records']>[number];

/** The kinds that an alias record may answer with by their own addresses. */
const ALIASED = ['load-balancer', 'vpc-endpoint'] as const;

export function parseHostedZone(document: Document, context: ParseContext): readonly Resource[] {
  const { id, name, domainName } = document;
  return [
    {
      kind: 'hosted-zone',
      id,
      name,
      domainName,
      privateZone: document.privateZone || (document.vpcs?.length ?? 0) > 0,
      vpcs: document.vpcs?.map((vpc, index) => context.idOf(vpc, ['vpcs', index], 'vpc')),
      records: context.isUnread('records')
        ? undefined
        : document.records?.flatMap((record, index) => recordOf(record, index, domainName, context)),
    },
  ];
}

function recordOf(
  { name, type, values, aliasTarget }: RecordDocument,
  index: number,
  domainName: string,
  context: ParseContext,
): ZoneRecord[] {
  const path = ['records', index] as const;
  if (!isWithin(name, domainName)) {
    const detail = `\`${name}\` is no name of zone \`${domainName}\`. Write it in full, as \`db.${domainName}\`.`;
    context.report('record-outside-zone', detail, [...path, 'name']);
    return [];
  }
  const unreadable = (value: string, wanted: string, at: number): [] => {
    context.report('unreadable-record', `\`${value}\` is not ${wanted}.`, [...path, 'values', at]);
    return [];
  };
  const family = type === 'A' ? 4 : 6;
  const addresses =
    type === 'A' || type === 'AAAA'
      ? values.flatMap((value, at) => {
          const address = parseAddress(value);
          return address?.family === family ? address : unreadable(value, `an IPv${family} address`, at);
        })
      : [];
  const [canonicalName] =
    type === 'CNAME'
      ? values.flatMap((value, at) => parseDomainName(value) ?? unreadable(value, 'a domain name', at))
      : [];
  return [
    {
      name,
      type,
      addresses,
      canonicalName,
      aliasTarget: aliasTarget === undefined ? undefined : aliasOf(aliasTarget, path, context),
    },
  ];
}

/** A name with dots is asked as a name where no resource bears it. */
function aliasOf(target: string, path: readonly (string | number)[], context: ParseContext): string {
  const found = context.find(target, ...ALIASED);
  if (found !== undefined) return found.id;
  const name = parseDomainName(target);
  return name?.includes('.') === true ? name : context.idOf(target, [...path, 'aliasTarget'], ...ALIASED);
}
