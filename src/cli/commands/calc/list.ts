/** `hoplight calc list`: the addresses of a block, a page at a time. */
import type { Command } from 'commander';
import {
  MAX_PAGE_SIZE,
  addressPage,
  addressToBigInt,
  compareAddresses,
  containsAddress,
  formatAddress,
  formatCidr,
  parseAddress,
  purposeText,
  reservedAddresses,
} from '../../../../engine/index.ts';
import type { Address, Cidr, Cloud, ReservedAddress } from '../../../../engine/index.ts';
import { exitStatus, UsageError } from '../../exit-status.ts';
import type { ExitStatus } from '../../exit-status.ts';
import { blockOf } from '../../input/read-blocks.ts';
import { plainCount, printJson } from '../../output/json.ts';
import { grouped, print, printMessage } from '../../output/terminal.ts';
import { cloudOption, examples, numberFrom } from '../options.ts';
import type { Run } from '../options.ts';

interface ListOptions {
  readonly from?: string;
  readonly limit?: number;
  readonly usable?: boolean;
  readonly cloud?: Cloud;
  readonly json?: boolean;
}

const USUAL_LIMIT = 256;

export function addList(calc: Command, run: Run): void {
  calc
    .command('list')
    .summary('the addresses of a block, page by page')
    .description('Lists addresses of a block, one a line; those that a cloud keeps say what for.')
    .argument('<block>', 'the block to list')
    .option(
      '--from <address>',
      'the first address of the page, or its place in the block, from 0 (default: 0)',
    )
    .option('--limit <n>', `addresses on the page (default: ${USUAL_LIMIT})`, numberFrom(1, MAX_PAGE_SIZE))
    .option('--usable', 'leave out the addresses that the cloud keeps')
    .addOption(cloudOption('aws'))
    .option('--json', 'answer in JSON')
    .addHelpText(
      'after',
      examples([
        ['hoplight calc list 10.0.1.0/28', 'sixteen addresses, five of them kept by AWS'],
        ['hoplight calc list 10.0.0.0/16 --from 10.0.1.0 --limit 16', 'a page from the middle'],
        ['hoplight calc list 10.0.1.0/26 --usable --cloud azure', 'what an interface can have'],
      ]) + '\n\nWhere the next page begins is told on standard error.\nExit status: 0, 2 wrong call.',
    )
    .action((text: string, options: ListOptions) => run(async () => list(blockOf(text), options)));
}

function list(cidr: Cidr, options: ListOptions): ExitStatus {
  const { limit = USUAL_LIMIT, usable = false, cloud = 'aws', json = false } = options;
  const from = placeOf(options.from ?? '0', cidr);
  const { addresses, total, next } = addressPage(cidr, from, limit);
  const reserved = reservedAddresses(cidr, cloud);
  const shown = addresses
    .map((address) => ({ address, purpose: purposeIn(reserved, address) }))
    .filter(({ purpose }) => !usable || purpose === undefined);
  if (json) {
    printJson('hoplight-addresses/1', {
      cidr: formatCidr(cidr),
      total: plainCount(total, cidr.family),
      from: plainCount(from, cidr.family),
      next: next === undefined ? null : plainCount(next, cidr.family),
      addresses: shown.map(({ address, purpose }) => ({
        address: formatAddress(address),
        reserved: purpose ?? null,
      })),
    });
    return exitStatus.yes;
  }
  const width = Math.max(0, ...shown.map(({ address }) => formatAddress(address).length));
  for (const { address, purpose } of shown) {
    const text = formatAddress(address);
    print(purpose === undefined ? text : `${text.padEnd(width)}  ${purposeText(purpose, cloud)}`);
  }
  if (next !== undefined)
    printMessage(`${grouped(total - next)} more of ${grouped(total)}: --from ${next} for the next page.`);
  return exitStatus.yes;
}

/** The place of the first address of a page, from 0. */
function placeOf(text: string, cidr: Cidr): bigint {
  if (/^\d{1,39}$/.test(text)) return BigInt(text);
  const address = parseAddress(text);
  if (address === undefined || !containsAddress(cidr, address)) {
    throw new UsageError(
      `\`--from ${text}\` is no address of \`${formatCidr(cidr)}\` and no place in it. Write an address of the block, or a number from 0.`,
    );
  }
  return addressToBigInt(address) - addressToBigInt(cidr);
}

function purposeIn(
  reserved: readonly ReservedAddress[],
  address: Address,
): ReservedAddress['purpose'] | undefined {
  return reserved.find(
    (each) => compareAddresses(each.address, address) <= 0 && compareAddresses(address, each.last) <= 0,
  )?.purpose;
}
