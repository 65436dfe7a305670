/** A need as it is typed, and as the engine takes it. */
import { MAX_WANTED } from '../../engine/addresses.ts';
import type { Need, Strategy, SubnetKind } from '../../engine/addresses.ts';

export interface NeedDraft {
  name: string;
  /** `200` for hosts, `/24` for a prefix length. */
  size: string;
  growth: string;
  count: string;
  /** Between commas. */
  zones: string;
  kind: SubnetKind | '';
  /** What the form does not show is kept. */
  readonly rest: Partial<Need>;
}

export const strategyTexts: Readonly<Record<Strategy, { readonly label: string; readonly does: string }>> = {
  'largest-first': { label: 'Largest first', does: 'fits whenever anything fits' },
  'in-order': { label: 'In this order', does: 'as Terraform’s cidrsubnets' },
  'next-free': { label: 'Next free', does: 'nothing that has a place moves' },
  'keep-gap': { label: 'Keep a gap', does: 'each can double later' },
};

export function emptyDraft(zones: string): NeedDraft {
  return { name: '', size: '', growth: '', count: '', zones, kind: '', rest: {} };
}

export function draftOf(need: Need): NeedDraft {
  const { name, hosts, prefixLength, growth, count, zones = [], kind = '', ...rest } = need;
  const size = prefixLength === undefined ? (hosts === undefined ? '' : String(hosts)) : `/${prefixLength}`;
  return {
    name,
    size,
    growth: growth === undefined ? '' : String(growth),
    count: count === undefined ? '' : String(count),
    zones: zones.join(', '),
    kind,
    rest,
  };
}

/** @returns the need; a sentence when something typed cannot be read; empty text when the line is empty */
export function needOf({ name, size, growth, count, zones, kind, rest }: NeedDraft): Need | string {
  const [nameText, sizeText] = [name.trim(), size.trim()];
  if (nameText === '' && sizeText === '') return '';
  if (nameText === '') return 'Give each need a name.';
  const family = rest.family ?? 4;
  const sized = /^\/(\d{1,3})$/.exec(sizeText)?.[1];
  const hosts = /^[\d,_ ]+$/.test(sizeText) ? Number(sizeText.replace(/[,_ ]/g, '')) : NaN;
  const prefixLength = sized === undefined ? undefined : Number(sized);
  const isUsual = family === 6 && sizeText === ''; // a /64
  const isSize =
    prefixLength === undefined ? hosts >= 1 && hosts <= 2 ** 32 : prefixLength <= (family === 4 ? 32 : 128);
  if (!isSize && !isUsual)
    return `How large “${nameText}” is to be: write hosts such as 200, or a prefix length such as /24.`;
  const percent = growth.trim() === '' ? 0 : Number(growth.replace('%', ''));
  if (!(percent >= 0 && percent <= 1000)) return `Growth of “${nameText}”: write percent from 0 to 1000.`;
  const number = count.trim() === '' ? 1 : Number(count);
  if (!(Number.isInteger(number) && number >= 1 && number <= MAX_WANTED))
    return `How many “${nameText}” in each zone: write a number from 1 to ${MAX_WANTED}.`;
  const named = [...new Set(zones.split(/[,;]/).flatMap((zone) => zone.trim() || []))];
  return {
    ...rest,
    name: nameText,
    ...(isUsual ? {} : prefixLength === undefined ? { hosts } : { prefixLength }),
    ...(percent > 0 && { growth: percent }),
    ...(number > 1 && { count: number }),
    ...(named.length > 0 && { zones: named }),
    ...(kind !== '' && { kind }),
  };
}
