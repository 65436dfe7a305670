/** Everything about one block, for programs. */
import { formatAddress, formatCidr } from '../../../engine/index.ts';
import type {
  BlockDescription,
  DigitView,
  Family,
  Ipv4BlockDescription,
  Ipv6BlockDescription,
  ReservedAddress,
  SpecialRange,
} from '../../../engine/index.ts';
import { plainCount } from './json.ts';

/** The members of one block in `hoplight-calc/1`. */
export function plainBlock(block: BlockDescription): object {
  const { cidr, family, givenAddress, aws, binary, hex } = block;
  return {
    cidr: formatCidr(cidr),
    family,
    prefixLength: cidr.prefixLength,
    givenAddress: givenAddress === undefined ? null : formatAddress(givenAddress),
    network: formatAddress(block.network),
    netmask: formatAddress(block.netmask),
    wildcard: formatAddress(block.wildcard),
    last: formatAddress(block.last),
    addressCount: plainCount(block.addressCount, family),
    ...(block.family === 4 ? plainIpv4(block) : plainIpv6(block)),
    specialRange: block.specialRange === undefined ? null : plainSpecialRange(block.specialRange),
    specialRangesWithin: block.specialRangesWithin.map(plainSpecialRange),
    aws: {
      vpc: aws.vpc,
      subnet: aws.subnet,
      usableAddressCount: plainCount(aws.usableAddressCount, family),
      reserved: aws.reserved.map(plainReserved),
    },
    subnet: plainSubnet(block),
    hex: plainDigits(hex, family === 4 ? '' : ':'),
    binary: plainDigits(binary, family === 4 ? '.' : ':'),
  };
}

function plainIpv4(block: Ipv4BlockDescription): object {
  const { first, last, count } = block.classicHosts;
  return {
    classMask: block.classMask === undefined ? null : formatAddress(block.classMask),
    broadcast: block.broadcast === undefined ? null : formatAddress(block.broadcast),
    hosts: { first: formatAddress(first), last: formatAddress(last), count },
    addressClass: block.addressClass.name,
  };
}

function plainIpv6({ routerAddress, routerAnycast }: Ipv6BlockDescription): object {
  return {
    routerAddress: formatAddress(routerAddress),
    routerAnycast: routerAnycast === undefined ? null : formatAddress(routerAnycast),
  };
}

/** The block as a subnet of the cloud that was asked about. */
function plainSubnet({ family, subnet }: { family: Family; subnet: BlockDescription['subnet'] }): object {
  const { cloud, fit, usable, usableAddressCount, reserved } = subnet;
  return {
    cloud,
    ...fit,
    usableAddressCount: plainCount(usableAddressCount, family),
    usableRange:
      usable === undefined ? null : { first: formatAddress(usable.first), last: formatAddress(usable.last) },
    reserved: reserved.map(plainReserved),
  };
}

function plainReserved({ address, last, purpose }: ReservedAddress): object {
  return { address: formatAddress(address), last: formatAddress(last), purpose };
}

function plainSpecialRange({ cidr, kind, label, rfc }: SpecialRange): object {
  return { cidr: formatCidr(cidr), kind, label, rfc };
}

function plainDigits(view: DigitView, separator: string): object {
  const { address, network, netmask, wildcard, last, classMask } = view;
  const members = { address, network, netmask, wildcard, last, ...(classMask && { classMask }) };
  return Object.fromEntries(Object.entries(members).map(([name, groups]) => [name, groups.join(separator)]));
}
