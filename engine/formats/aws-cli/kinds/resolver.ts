/** Route 53 Resolver: rules with the VPCs they are associated with, endpoints with their addresses. */
import { parseAddress } from '../../../ip/index.ts';
import { parseDomainName } from '../../../model/domain-name.ts';
import type { Dump, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, READ, factsOf, put } from '../dump.ts';
import { fault, idOf, integer, lean, list, requiredText, short, text, texts, word } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { keepByName } from './other-resources.ts';

export const resolverRules: AnswerKind = {
  key: 'ResolverRules',
  label: 'Resolver rule',
  command: 'aws route53resolver list-resolver-rules',
  section: 'resolverRules',
  marks: [['Id', 'DomainName', 'RuleType']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'Id');
    const written = requiredText(fields, 'DomainName');
    if (id === undefined || written === undefined) return NOT_UNDERSTOOD;
    const domainName = parseDomainName(written);
    if (domainName === undefined) {
      fault(fields, 'DomainName', `is \`${short(written)}\`, which is no domain name.`);
      return NOT_UNDERSTOOD;
    }
    const name = text(fields, 'Name');
    const ruleType = RULE_TYPES.find((each) => each === text(fields, 'RuleType'));
    if (ruleType === undefined)
      return keepByName(dump, fields, { id, name, type: 'AWS::Route53Resolver::ResolverRule' });
    const value: Sections['resolverRules'] = lean({
      id,
      name,
      domainName: domainName === '' ? '.' : domainName,
      ruleType,
      targetIps: list(fields, 'TargetIps')?.flatMap(targetOf),
      resolverEndpoint: text(fields, 'ResolverEndpointId'),
    });
    return put(dump, 'resolverRules', id, { value, fields, scope });
  },
};

const RULE_TYPES = ['FORWARD', 'SYSTEM', 'RECURSIVE'] as const;

function targetOf(fields: Fields): { ip: string; port?: number | undefined }[] {
  const ip = text(fields, 'Ip') ?? text(fields, 'Ipv6');
  if (ip === undefined) return [];
  if (parseAddress(ip) === undefined) {
    fault(fields, 'Ip', `is \`${short(ip)}\`, which is no address. It was left out.`);
    return [];
  }
  const port = integer(fields, 'Port', 0);
  return [lean({ ip, port: port === 53 ? undefined : port })];
}

const associations: FactKey<Map<string, string[]>> = { empty: () => new Map() };

export const resolverRuleAssociations: AnswerKind = {
  key: 'ResolverRuleAssociations',
  label: 'Resolver rule association',
  command: 'aws route53resolver list-resolver-rule-associations',
  marks: [['ResolverRuleId', 'VPCId']],
  read: (fields, dump): Outcome => {
    const rule = requiredText(fields, 'ResolverRuleId');
    const vpc = requiredText(fields, 'VPCId');
    if (rule === undefined || vpc === undefined) return NOT_UNDERSTOOD;
    const all = factsOf(dump, associations);
    const known = all.get(rule) ?? [];
    all.set(rule, known);
    const status = text(fields, 'Status');
    if (status !== undefined && status !== 'COMPLETE')
      return { kind: 'skipped', why: 'not in force, by its status' };
    if (!known.includes(vpc)) known.push(vpc);
    return READ;
  },
};

export const resolverEndpoints: AnswerKind = {
  key: 'ResolverEndpoints',
  label: 'Resolver endpoint',
  command: 'aws route53resolver list-resolver-endpoints',
  section: 'resolverEndpoints',
  marks: [['Id', 'Direction', 'HostVPCId']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'Id');
    const vpc = id === undefined ? undefined : requiredText(fields, 'HostVPCId');
    const direction = word(fields, 'Direction', ['INBOUND', 'OUTBOUND', 'INBOUND_DELEGATION']);
    if (id === undefined || vpc === undefined || direction === undefined) return NOT_UNDERSTOOD;
    const groups = texts(fields, 'SecurityGroupIds') ?? [];
    const value: Sections['resolverEndpoints'] = lean({
      id,
      name: text(fields, 'Name'),
      vpc,
      direction: direction === 'OUTBOUND' ? direction : ('INBOUND' as const),
      securityGroups: groups.length > 0 ? groups : undefined,
      status: text(fields, 'Status'),
    });
    return put(dump, 'resolverEndpoints', id, { value, fields, scope });
  },
};

interface EndpointAddress {
  readonly ipId: string | undefined;
  readonly subnet: string;
  readonly privateIp: string | undefined;
  readonly ipv6: string | undefined;
}

const addressesOfEndpoints: FactKey<Map<string, EndpointAddress[]>> = { empty: () => new Map() };

/** The answer does not say whose addresses they are: it stands beside them, or in the name of the file. */
export const resolverEndpointAddresses: AnswerKind = {
  key: 'IpAddresses',
  label: 'Resolver endpoint address',
  command: 'aws route53resolver list-resolver-endpoint-ip-addresses --resolver-endpoint-id',
  marks: [['IpId', 'SubnetId', 'Ip']],
  read: (fields, dump): Outcome => {
    const subnet = requiredText(fields, 'SubnetId');
    if (subnet === undefined) return NOT_UNDERSTOOD;
    const beside = fields.parent === undefined ? undefined : text(fields.parent, 'ResolverEndpointId');
    const endpoint = beside ?? /(?<![a-z0-9])rslvr-(?:in|out)-[0-9a-z]+/.exec(fields.item.file.path)?.[0];
    if (endpoint === undefined)
      return { kind: 'skipped', why: 'whose they are is neither beside them nor in the name of the file' };
    const all = factsOf(dump, addressesOfEndpoints);
    const ipId = text(fields, 'IpId');
    const address = { ipId, subnet, privateIp: text(fields, 'Ip'), ipv6: text(fields, 'Ipv6') };
    all.set(endpoint, [...(all.get(endpoint) ?? []), address]);
    return READ;
  },
};

/** Brings associations to rules, and interfaces to endpoints. Without any association none is known, and not none there. */
export function applyResolver(dump: Dump): void {
  const { resolverRules: rules, resolverEndpoints: endpoints, networkInterfaces } = dump.drafts;
  const associated = factsOf(dump, associations);
  for (const [id, { value }] of rules) {
    if (associated.size > 0) value.vpcs = associated.get(id) ?? [];
  }
  const written = new Map<string, string[]>();
  for (const [id, { fields }] of networkInterfaces) {
    // AWS writes `Route 53 Resolver: rslvr-in-0123:rni-0123`.
    const endpoint = /rslvr-(?:in|out)-[0-9a-z]+/.exec(text(fields, 'Description') ?? '')?.[0];
    if (endpoint !== undefined) written.set(endpoint, [...(written.get(endpoint) ?? []), id]);
  }
  for (const [id, { value }] of endpoints) {
    const own = written.get(id);
    if (own !== undefined) {
      value.networkInterfaces = own;
      continue;
    }
    const made = (factsOf(dump, addressesOfEndpoints).get(id) ?? []).map(
      ({ ipId, subnet, privateIp, ipv6 }) =>
        lean({
          subnet,
          privateIp: familyOf(privateIp) === 4 ? privateIp : undefined,
          ipv6Addresses: ipv6 !== undefined && familyOf(ipv6) === 6 ? [ipv6] : undefined,
          networkInterface: ipId,
        }),
    );
    if (made.length > 0) value.interfaces = made;
  }
}

function familyOf(address: string | undefined): 4 | 6 | undefined {
  return address === undefined ? undefined : parseAddress(address)?.family;
}
