/** Kind `dns`: what a name of an instance gives, by who asks (DNS-2, PEER-9). */
import { resolvePrivateHostname, resolvePublicHostname } from '../../../engine/dns/index.ts';
import type { Asker, DnsAttributes, NamedHost } from '../../../engine/dns/index.ts';
import { formatAddress, parseAddress } from '../../../engine/ip/index.ts';
import type { Address } from '../../../engine/ip/index.ts';
import { brief, isMembers, listAt, membersAt, textAt, unreadable } from '../case.ts';
import type { Members, Solver } from '../case.ts';

export const solveDns: Solver = ({ members }, { asked }) => {
  const given = membersAt(members, 'given');
  const instance = membersAt(given, 'instance');
  const host: NamedHost = {
    privateIp: addressAt(instance, 'private') ?? unreadable('`instance` has no `private` address'),
    publicIp: addressAt(instance, 'public'),
    vpc: attributesOf(membersAt(given, 'vpc')),
  };
  const askers = given['askers'] === undefined ? listAt(given, 'asker') : listAt(given, 'askers');
  const resolve = given['hostname'] === 'private' ? resolvePrivateHostname : resolvePublicHostname;
  const answers = askers.map((value) => {
    const asker = isMembers(value) ? value : { from: value };
    const byName = asker['hostname'] === 'private' ? resolvePrivateHostname : resolve;
    const { address } = byName(host, askerOf(asker));
    return address === undefined ? null : formatAddress(address);
  });
  return Object.fromEntries(
    asked.map((key) => {
      if (key === 'verdict') return [key, 'value'];
      if (key === 'answers') return [key, answers];
      return key === 'answer' ? [key, answers[0]] : unreadable(`the runner computes no \`${key}\``);
    }),
  );
};

function askerOf(asker: Members): Asker {
  const from = textAt(asker, 'from');
  const sameRegion = asker['sameRegion'] !== false && asker['interRegion'] !== true;
  switch (from) {
    case 'same-vpc':
      return { kind: 'same-vpc' };
    case 'internet':
      return { kind: 'internet' };
    case 'peer':
      return {
        kind: 'peer',
        vpc: attributesOf(asker),
        dnsResolution: asker['dnsResolution'] === true,
        sameRegion,
      };
    case 'other-vpc':
      return { kind: 'other-vpc', vpc: attributesOf(asker), sameRegion };
    default:
      return unreadable(`\`from\` is \`${from}\`; same-vpc, peer, other-vpc and internet are known`);
  }
}

/** DNS-1: support is on unless it is turned off, hostnames the other way round. */
function attributesOf(members: Members): DnsAttributes {
  return {
    enableDnsSupport: members['enableDnsSupport'] !== false,
    enableDnsHostnames: members['enableDnsHostnames'] === true,
  };
}

function addressAt(members: Members, key: string): Address | undefined {
  const value = members[key];
  if (value === undefined || value === null) return undefined;
  const address = typeof value === 'string' ? parseAddress(value) : undefined;
  return address ?? unreadable(`\`${key}\` is not an address: ${brief(value)}`);
}
