import type { Dump, FactKey, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, READ, factsOf } from '../dump.ts';
import { idOf, text } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import type { Scope } from '../scope.ts';

interface Zone {
  readonly id: string | undefined;
  readonly type: string | undefined;
  /** The zone that a Local Zone belongs to, by id where ids are shown. */
  readonly parent: string | undefined;
}

const zones: FactKey<Map<string, Zone>> = { empty: () => new Map() };

/** Zone names mean different zones in different accounts (SUB-10). */
function zoneKey(scope: Scope, name: string): string {
  return `${scope.account ?? ''} ${name}`;
}

/** Zones, whose ids and types tell something about subnets. */
export const availabilityZones: AnswerKind = {
  key: 'AvailabilityZones',
  label: 'Availability Zone',
  command: 'aws ec2 describe-availability-zones',
  marks: [['ZoneName', 'RegionName']],
  read: (fields, dump, scope) => {
    const name = idOf(fields, 'ZoneName');
    if (name === undefined) return NOT_UNDERSTOOD;
    factsOf(dump, zones).set(zoneKey(scope, name), {
      id: text(fields, 'ZoneId'),
      type: text(fields, 'ZoneType'),
      parent: text(fields, 'ParentZoneId') ?? text(fields, 'ParentZoneName'),
    });
    return READ;
  },
};

/** Gives subnets the zone id and zone type that older answers of `describe-subnets` leave out. */
export function applyZones(dump: Dump): void {
  const known = factsOf(dump, zones);
  for (const { value, scope } of dump.drafts.subnets.values()) {
    const name = value.availabilityZone;
    if (name === undefined) continue;
    const zone = known.get(zoneKey(scope, name));
    if (zone?.parent !== undefined) value.parentZone ??= zone.parent;
    if (zone?.id !== undefined) value.availabilityZoneId ??= zone.id;
    value.zoneType ??= zoneType(name, zone?.type);
    if (value.zoneType === undefined) delete value.zoneType;
  }
}

/** Local Zones are named `us-east-1-bos-1a`, Wavelength Zones `us-east-1-wl1-bos-wlz-1`. */
function zoneType(name: string, type: string | undefined): Sections['subnets']['zoneType'] {
  if (type === 'local-zone' || type === 'wavelength-zone') return type;
  if (type !== undefined) return undefined;
  if (/-wlz-\d+$/.test(name)) return 'wavelength-zone';
  return /^[a-z]+(?:-[a-z]+){1,2}-\d-[a-z]+-\d[a-z]$/.test(name) ? 'local-zone' : undefined;
}
