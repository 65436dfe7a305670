import type { Dump, Outcome } from '../dump.ts';
import { NOT_UNDERSTOOD, put } from '../dump.ts';
import { idOf, lean, list, nameTag, text } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { mentionVpc } from '../named.ts';
import type { Scope } from '../scope.ts';

/** Internet gateways, with the VPC each is attached to. */
export const internetGateways: AnswerKind = {
  key: 'InternetGateways',
  label: 'Internet gateway',
  command: 'aws ec2 describe-internet-gateways',
  section: 'internetGateways',
  marks: [['InternetGatewayId', 'Attachments']],
  read: (fields, dump, scope) => readGateway('internetGateways', 'InternetGatewayId', fields, dump, scope),
};

/** Egress-only internet gateways, with the VPC each is attached to. */
export const egressOnlyInternetGateways: AnswerKind = {
  key: 'EgressOnlyInternetGateways',
  label: 'Egress-only internet gateway',
  command: 'aws ec2 describe-egress-only-internet-gateways',
  section: 'egressOnlyInternetGateways',
  marks: [['EgressOnlyInternetGatewayId', 'Attachments']],
  read: (fields, dump, scope) =>
    readGateway('egressOnlyInternetGateways', 'EgressOnlyInternetGatewayId', fields, dump, scope),
};

function readGateway(
  section: 'internetGateways' | 'egressOnlyInternetGateways',
  key: string,
  fields: Fields,
  dump: Dump,
  scope: Scope,
): Outcome {
  const id = idOf(fields, key);
  if (id === undefined) return NOT_UNDERSTOOD;
  const vpc = attachedVpc(fields);
  if (vpc !== undefined) mentionVpc(dump, vpc, fields, scope);
  return put(dump, section, id, { value: lean({ id, name: nameTag(fields), vpc }), fields, scope });
}

/** The VPC it is attached to. The API model says `attached`, answers say `available`. */
function attachedVpc(fields: Fields): string | undefined {
  const attachment = (list(fields, 'Attachments') ?? []).find((each) => {
    const state = text(each, 'State');
    return state === undefined || state === 'attached' || state === 'available';
  });
  return attachment === undefined ? undefined : text(attachment, 'VpcId');
}

/**
 * IGW-10: AWS reports a route to a detached gateway as a blackhole. So where the answer about gateways is missing, an
 * `active` route proves that its gateway is attached to the table's VPC.
 */
export function inferGateways(
  dump: Dump,
  isMissing: (section: GatewaySection, scope: Scope) => boolean,
): void {
  for (const { section, prefix, command } of inferred) {
    const made: string[] = [];
    for (const { value: table, fields, scope } of dump.drafts.routeTables.values()) {
      if (!isMissing(section, scope)) continue;
      for (const { target, state } of table.routes ?? []) {
        if (state !== 'active' || !target.startsWith(prefix) || dump.drafts[section].has(target)) continue;
        dump.drafts[section].set(target, { value: { id: target, vpc: table.vpc }, fields, scope });
        made.push(target);
      }
    }
    if (made.length === 0) continue;
    const names = made
      .slice(0, 5)
      .map((id) => `\`${id}\``)
      .join(', ');
    dump.report(
      'gateway-inferred',
      `${names}${made.length > 5 ? ` and ${made.length - 5} more` : ''}: taken as attached to the VPC whose route table has an active route to it, since the dump holds no answer of \`${command}\`.`,
    );
  }
}

type GatewaySection = 'internetGateways' | 'egressOnlyInternetGateways';

const inferred: readonly {
  readonly section: GatewaySection;
  readonly prefix: string;
  readonly command: string | undefined;
}[] = [
  { section: 'internetGateways', prefix: 'igw-', command: internetGateways.command },
  { section: 'egressOnlyInternetGateways', prefix: 'eigw-', command: egressOnlyInternetGateways.command },
];
