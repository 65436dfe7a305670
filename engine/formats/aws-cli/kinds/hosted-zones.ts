/**
 * Route 53 hosted zones, their VPCs and their records. Three answers leave out whom they speak of: record sets their zone,
 * `list-hosted-zones-by-vpc` the VPC. Both are looked for beside the answer, where scripts put them, and in the name of the
 * file; records are also known by the name of the zone that they begin with.
 */
import { parseAddress } from '../../../ip/index.ts';
import { parseDomainName } from '../../../model/domain-name.ts';
import { RECORD_TYPES } from '../../../resources/hosted-zone/types.ts';
import type { Draft, Dump, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, READ, factsOf } from '../dump.ts';
import { child, fault, flag, lean, list, remark, requiredText, short, text, word } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import type { Scope } from '../scope.ts';

type Zone = Sections['hostedZones'];
type ZoneRecord = NonNullable<Zone['records']>[number];

/** Zones in a list, and one zone with its VPCs beside it. */
function zoneKind(key: string, command: string): AnswerKind {
  return {
    key,
    label: 'Hosted zone',
    command,
    section: 'hostedZones',
    marks: key === 'HostedZones' ? [['Id', 'CallerReference', 'ResourceRecordSetCount']] : [],
    read: (fields, dump, scope): Outcome => {
      const id = zoneId(requiredText(fields, 'Id'));
      fields.item.id ??= id;
      const domainName = domainOf(fields, 'Name');
      if (id === undefined || domainName === undefined) return NOT_UNDERSTOOD;
      const config = child(fields, 'Config');
      const isPrivate = config !== undefined && flag(config, 'PrivateZone') === true;
      const named = key === 'HostedZone' && isPrivate ? fields.parent : undefined;
      const vpcs = named === undefined ? undefined : list(named, 'VPCs');
      return mergeZone(dump, fields, scope, {
        id,
        domainName,
        privateZone: isPrivate || undefined,
        vpcs: vpcs?.flatMap((vpc) => text(vpc, 'VPCId') ?? []),
      });
    },
  };
}

export const hostedZones = zoneKind('HostedZones', 'aws route53 list-hosted-zones');
export const hostedZone = zoneKind('HostedZone', 'aws route53 get-hosted-zone');

/** What several answers say of one zone is put together. */
function mergeZone(dump: Dump, fields: Fields, scope: Scope, zone: Zone): Outcome {
  const known = dump.drafts.hostedZones.get(zone.id);
  if (known === undefined) dump.drafts.hostedZones.set(zone.id, { value: lean(zone), fields, scope });
  else Object.assign(known.value, lean(zone));
  return READ;
}

const zonesOfVpcs: FactKey<Map<string, Set<string>>> = { empty: () => new Map() };

export const hostedZoneSummaries: AnswerKind = {
  key: 'HostedZoneSummaries',
  label: 'Hosted zone',
  command: 'aws route53 list-hosted-zones-by-vpc',
  section: 'hostedZones',
  marks: [['HostedZoneId', 'Name', 'Owner']],
  read: (fields, dump, scope): Outcome => {
    const id = zoneId(requiredText(fields, 'HostedZoneId'));
    fields.item.id ??= id;
    const owner = child(fields, 'Owner');
    if (owner !== undefined && text(owner, 'OwningService') !== undefined)
      return { kind: 'skipped', why: 'kept by an AWS service, whose endpoints tell the names' };
    const domainName = domainOf(fields, 'Name');
    if (id === undefined || domainName === undefined) return NOT_UNDERSTOOD;
    mergeZone(dump, fields, scope, { id, domainName, privateZone: true });
    const vpc = besideOrInPath(fields, 'VPCId', /(?<![a-z0-9])vpc-[0-9a-z]+/);
    if (vpc === undefined) return { kind: 'in-part', why: 'the VPC they were asked for is not known' };
    const all = factsOf(dump, zonesOfVpcs);
    all.set(id, (all.get(id) ?? new Set()).add(vpc));
    return READ;
  },
};

interface RecordSets {
  readonly fields: Fields;
  readonly scope: Scope;
  readonly records: ZoneRecord[];
  readonly zone: string | undefined;
  /** Named by the record that each zone has at its head. */
  domainName: string | undefined;
  isPrivate: boolean;
  isComplete: boolean;
  readonly isLastPage: boolean;
}

/** By the object that holds the answer, or the file of a bare list. */
const recordSets: FactKey<Map<object, RecordSets>> = { empty: () => new Map() };

/** Only of addresses and names the values are read: texts may hold secrets. */
export const resourceRecordSets: AnswerKind = {
  key: 'ResourceRecordSets',
  label: 'Record set',
  command: 'aws route53 list-resource-record-sets --hosted-zone-id',
  marks: [
    ['Name', 'Type', 'ResourceRecords'],
    ['Name', 'Type', 'AliasTarget'],
  ],
  read: (fields, dump, scope): Outcome => {
    const all = factsOf(dump, recordSets);
    const holder = fields.parent?.members ?? fields.item.file;
    const answer = all.get(holder) ?? newAnswer(fields, scope);
    all.set(holder, answer);
    const name = domainOf(fields, 'Name');
    fields.item.id ??= name;
    const type = word(fields, 'Type', RECORD_TYPES);
    if (name === undefined || type === undefined) {
      answer.isComplete = false;
      return NOT_UNDERSTOOD;
    }
    if (type === 'SOA') answer.domainName = name;
    const values = (list(fields, 'ResourceRecords') ?? []).flatMap((each) => text(each, 'Value') ?? []);
    if (type === 'NS' && values.some((each) => RESERVED_SERVER.test(each))) answer.isPrivate = true;
    const alias = child(fields, 'AliasTarget');
    const target = alias === undefined ? undefined : domainOf(alias, 'DNSName');
    const kept = values.filter((value) => isKept(type, value));
    answer.records.push(
      lean({
        name,
        type,
        values: kept.length > 0 ? kept : undefined,
        aliasTarget: target,
      }),
    );
    return READ;
  },
};

/** The name servers that every private zone has. */
const RESERVED_SERVER = /^ns-(?:0|512|1024|1536)\.awsdns-00\./;

function newAnswer(fields: Fields, scope: Scope): RecordSets {
  const zone = zoneId(besideOrInPath(fields, 'HostedZoneId', /(?<![A-Za-z0-9])Z[0-9A-Z]{6,}(?![A-Za-z0-9])/));
  return {
    fields,
    scope,
    records: [],
    zone,
    domainName: undefined,
    isPrivate: false,
    isComplete: fields.item.file.complete !== false,
    isLastPage: fields.parent === undefined || flag(fields.parent, 'IsTruncated') !== true,
  };
}

function isKept(type: ZoneRecord['type'], value: string): boolean {
  if (type === 'A') return parseAddress(value)?.family === 4;
  if (type === 'AAAA') return parseAddress(value)?.family === 6;
  return type === 'CNAME' && parseDomainName(value) !== undefined;
}

/** Brings records and VPCs to their zones. */
export function applyHostedZones(dump: Dump): void {
  const zones = dump.drafts.hostedZones;
  const pages = new Map<string, RecordSets[]>();
  for (const answer of factsOf(dump, recordSets).values()) {
    const id = answer.zone ?? zoneOfHead(dump, answer);
    if (id === undefined) {
      remark(
        answer.fields,
        'records-without-zone',
        'neither the answer nor the name of its file says which zone it belongs to. Put the id of the zone (`Z…`) into the name of the file.',
      );
    } else pages.set(id, [...(pages.get(id) ?? []), answer]);
  }
  for (const [id, answers] of pages) {
    const head = answers.find(({ domainName }) => domainName !== undefined);
    const draft = zones.get(id) ?? (head === undefined ? undefined : draftOf(id, head));
    if (draft === undefined) continue;
    zones.set(id, draft);
    // Records that are not all there do not tell which names are missing.
    const isWhole =
      answers.every(({ isComplete }) => isComplete) && answers.some(({ isLastPage }) => isLastPage);
    if (isWhole) draft.value.records = answers.flatMap(({ records }) => records);
  }
  for (const [id, vpcs] of factsOf(dump, zonesOfVpcs)) {
    const draft = zones.get(id);
    if (draft !== undefined) draft.value.vpcs ??= [...vpcs];
  }
}

/** A zone that only its records tell of. */
function draftOf(id: string, { fields, scope, domainName, isPrivate }: RecordSets): Draft<Zone> {
  const value = lean<Zone>({ id, domainName: domainName ?? '', privateZone: isPrivate || undefined });
  return { value, fields, scope };
}

/** The one zone that has the name which the answer begins with. */
function zoneOfHead({ drafts }: Dump, { domainName, isPrivate }: RecordSets): string | undefined {
  const ofName = [...drafts.hostedZones.values()].filter(({ value }) => value.domainName === domainName);
  const [only, another] =
    ofName.length > 1 ? ofName.filter(({ value }) => (value.privateZone === true) === isPrivate) : ofName;
  return another === undefined ? only?.value.id : undefined;
}

/** `/hostedzone/Z0123` and `Z0123` are one. */
function zoneId(id: string | undefined): string | undefined {
  return id?.replace(/^\/hostedzone\//, '');
}

function domainOf(fields: Fields, key: string): string | undefined {
  const written = requiredText(fields, key);
  if (written === undefined) return undefined;
  const name = parseDomainName(written);
  return name ?? fault(fields, key, `is \`${short(written)}\`, which is no domain name. It was left out.`);
}

function besideOrInPath(fields: Fields, key: string, form: RegExp): string | undefined {
  const beside = fields.parent === undefined ? undefined : text(fields.parent, key);
  return beside ?? form.exec(fields.item.file.path)?.[0];
}
