/** `hoplight calc hosts`: the smallest subnet with so many addresses to use. */
import { Option } from 'commander';
import type { Command } from 'commander';
import {
  addressCount,
  cidrOf,
  cloudRules,
  smallestSubnetPrefix,
  subnetLimits,
  usableAddressCount,
  wholeFamily,
} from '../../../../engine/index.ts';
import type { Cloud, Family } from '../../../../engine/index.ts';
import { exitStatus } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import { plainCount, printJson } from '../../output/json.ts';
import { counted, grouped, print } from '../../output/terminal.ts';
import { cloudOption, examples, numberFrom } from '../options.ts';
import type { Run } from '../options.ts';

interface HostsOptions {
  readonly cloud?: Cloud;
  readonly family?: '4' | '6';
  readonly json?: boolean;
}

export function addHosts(calc: Command, run: Run): void {
  calc
    .command('hosts')
    .summary('the smallest subnet for so many hosts')
    .description(
      'Tells the prefix length of the smallest subnet in which so many interfaces have an address.',
    )
    .argument(
      '<count>',
      'interfaces, load balancers, endpoints: all that need an address',
      numberFrom(0, 999_999_999),
    )
    .addOption(cloudOption('aws'))
    .addOption(new Option('--family <number>', 'IPv4 or IPv6 (default: 4)').choices(['4', '6']))
    .option('--json', 'answer in JSON')
    .addHelpText(
      'after',
      examples([
        ['hoplight calc hosts 29', '/26, since a /27 leaves 27 on AWS'],
        ['hoplight calc hosts 29 --cloud standard', '/27: network and broadcast only are lost'],
      ]) + '\n\nExit status: 0, 1 when no subnet of the cloud is large enough, 2 wrong call.',
    )
    .action((count: number, options: HostsOptions) => run(async () => hosts(count, options)));
}

function hosts(count: number, { cloud = 'aws', family: asked, json = false }: HostsOptions): ExitStatus {
  const family: Family = asked === '6' ? 6 : 4;
  const prefixLength = smallestSubnetPrefix(count, cloud, family);
  if (json) printJson('hoplight-hosts/1', { hosts: count, cloud, ...sizeOf(prefixLength, cloud, family) });
  else print(hostsText(count, prefixLength, cloud, family));
  return prefixLength === undefined ? exitStatus.no : exitStatus.yes;
}

function sizeOf(prefixLength: number | undefined, cloud: Cloud, family: Family): object {
  if (prefixLength === undefined) return { family, prefixLength: null };
  const subnet = cidrOf(wholeFamily(family), prefixLength);
  return {
    family,
    prefixLength,
    addressCount: plainCount(addressCount(subnet), family),
    usableAddressCount: plainCount(usableAddressCount(subnet, cloud), family),
  };
}

function hostsText(count: number, prefixLength: number | undefined, cloud: Cloud, family: Family): string {
  const { label } = cloudRules(cloud);
  const { shortest, longest, step } = subnetLimits(cloud, family);
  const usable = (length: number): string =>
    grouped(usableAddressCount(cidrOf(wholeFamily(family), length), cloud));
  if (prefixLength === undefined) {
    return `${label} has no IPv${family} subnet for ${counted(count, 'host')}: its largest, /${shortest}, has ${usable(shortest)} usable addresses.`;
  }
  const all = addressCount(cidrOf(wholeFamily(family), prefixLength));
  const smaller = prefixLength + step;
  const aside = smaller > longest ? 'the smallest there is' : `a /${smaller} would have ${usable(smaller)}`;
  return `/${prefixLength}  ${grouped(all)} addresses, ${usable(prefixLength)} usable on ${label}; ${aside}`;
}
