import type { Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, isSame, put } from '../dump.ts';
import {
  accountId,
  child,
  cidr,
  fault,
  flag,
  has,
  idOf,
  lean,
  list,
  nameTag,
  requiredText,
  text,
  word,
} from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { noteBlocks } from '../named.ts';

type Peering = Sections['vpcPeeringConnections'];
type Side = Exclude<Peering['requester'], string>;

/** Peering connections of any status, with what each says of its two VPCs. */
export const vpcPeeringConnections: AnswerKind = {
  key: 'VpcPeeringConnections',
  label: 'VPC peering connection',
  command: 'aws ec2 describe-vpc-peering-connections',
  section: 'vpcPeeringConnections',
  marks: [['VpcPeeringConnectionId', 'Status']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'VpcPeeringConnectionId');
    if (id === undefined) return NOT_UNDERSTOOD;
    const requester = readSide(fields, 'RequesterVpcInfo');
    const accepter = readSide(fields, 'AccepterVpcInfo');
    const status = child(fields, 'Status');
    const code = status === undefined ? undefined : word(status, 'Code', STATUSES);
    if (requester === undefined || accepter === undefined) return NOT_UNDERSTOOD;
    // Without a status it can't be told whether it carries traffic; the schema would take it for active.
    if (code === undefined) {
      fault(
        fields,
        'Status',
        'has no code that says whether the connection is active. It was left out.',
        'missing-value',
      );
      return NOT_UNDERSTOOD;
    }
    for (const { vpc, cidrBlocks = [], ipv6CidrBlocks = [] } of [requester, accepter]) {
      noteBlocks(dump, vpc, [...cidrBlocks, ...ipv6CidrBlocks]);
    }
    const value: Peering = lean({ id, name: nameTag(fields), requester, accepter, status: code });
    const known = dump.drafts.vpcPeeringConnections.get(id);
    if (known !== undefined) fillSides(known.value, value);
    return put(dump, 'vpcPeeringConnections', id, { value, fields, scope });
  },
};

const STATUSES = [
  'initiating-request',
  'pending-acceptance',
  'provisioning',
  'active',
  'failed',
  'expired',
  'rejected',
  'deleting',
  'deleted',
] as const;

function readSide(fields: Fields, key: string): Side | undefined {
  const side = child(fields, key);
  if (side === undefined) {
    if (!has(fields, key)) fault(fields, key, 'is missing. The connection was left out.', 'missing-value');
    return undefined;
  }
  const vpc = requiredText(side, 'VpcId');
  if (vpc === undefined) return undefined;
  const options = child(side, 'PeeringOptions');
  return lean({
    vpc,
    cidrBlocks: blocksOf(side, 'CidrBlockSet', 'CidrBlock', 4) ?? single(side),
    ipv6CidrBlocks: blocksOf(side, 'Ipv6CidrBlockSet', 'Ipv6CidrBlock', 6),
    region: text(side, 'Region'),
    ownerId: accountId(side, 'OwnerId'),
    allowDnsResolutionFromRemoteVpc:
      options === undefined ? undefined : flag(options, 'AllowDnsResolutionFromRemoteVpc'),
  });
}

function blocksOf(side: Fields, set: string, key: string, family: 4 | 6): string[] | undefined {
  const blocks = (list(side, set) ?? []).flatMap((each) => cidr(each, key, family) ?? []);
  return blocks.length === 0 ? undefined : blocks;
}

/** Pending connections, and old answers, show one block instead of the set. */
function single(side: Fields): string[] | undefined {
  const block = has(side, 'CidrBlock') ? cidr(side, 'CidrBlock', 4) : undefined;
  return block === undefined ? undefined : [block];
}

/** The accounts and Regions of both sides list the connection; each may show more of its own side. */
function fillSides(known: Peering, other: Peering): void {
  for (const key of ['requester', 'accepter'] as const) {
    const [mine, theirs] = [known[key], other[key]];
    if (typeof mine === 'string' || typeof theirs === 'string') continue;
    const whole = { ...theirs, ...mine };
    const isConsistent = isSame({ ...mine, ...theirs }, whole);
    if (!isConsistent) continue;
    known[key] = whole;
    other[key] = whole;
  }
}
