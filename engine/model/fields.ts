/**
 * The text fields of a hoplight document, parsed once at the edge: what comes out is typed and nobody asks again.
 *
 * Each is a valibot schema whose input is the document's text and whose output is the parsed value. Messages are full
 * sentences for the person who wrote the document. What a field means beside its type is its metadata, for the forms that
 * are made of these schemas.
 */
import * as v from 'valibot';
import type { Address, Cidr, PortRange } from '../ip/index.ts';
import { explainMalformedAddress, parseAddress, parseCidr, parsePortRange } from '../ip/index.ts';
import { parseProtocol } from '../packet/index.ts';
import { parseDomainName } from './domain-name.ts';

const MAX_TEXT_LENGTH = 1024;

/** Free text such as a name or description. */
export const text = v.pipe(
  v.string(),
  v.maxLength(MAX_TEXT_LENGTH, `Text may have at most ${MAX_TEXT_LENGTH} characters.`),
);

/** The id of a resource, or a reference to one by id or by unique name. */
export const reference = v.pipe(
  text,
  v.minLength(1, 'An id or name is empty.'),
  v.metadata({ field: 'reference' }),
);

export const flag = v.boolean('Write `true` or `false`.');

/** `10.0.0.0/16` or `2001:db8::/56`; host bits are cleared (ADDR-6). */
export const cidr = v.pipe(
  text,
  v.metadata({ field: 'cidr' }),
  v.rawTransform<string, Cidr>(({ dataset, addIssue, NEVER }) => {
    const parsed = parseCidr(dataset.value);
    if (parsed !== undefined) return parsed;
    addIssue({ message: explainMalformedAddress(dataset.value) });
    return NEVER;
  }),
);

export const ipv4Cidr = v.pipe(
  cidr,
  v.metadata({ family: 4 }),
  v.check((block) => block.family === 4, 'This must be an IPv4 block.'),
);
export const ipv6Cidr = v.pipe(
  cidr,
  v.metadata({ family: 6 }),
  v.check((block) => block.family === 6, 'This must be an IPv6 block.'),
);

export const address = v.pipe(
  text,
  v.metadata({ field: 'address' }),
  v.rawTransform<string, Address>(({ dataset, addIssue, NEVER }) => {
    const parsed = parseAddress(dataset.value);
    if (parsed !== undefined) return parsed;
    addIssue({ message: explainMalformedAddress(dataset.value) });
    return NEVER;
  }),
);

export const ipv4Address = v.pipe(
  address,
  v.metadata({ family: 4 }),
  v.check((a) => a.family === 4, 'This must be an IPv4 address.'),
);
export const ipv6Address = v.pipe(
  address,
  v.metadata({ family: 6 }),
  v.check((a) => a.family === 6, 'This must be an IPv6 address.'),
);

/**
 * Whether text was meant as an address or a block and is neither: `10.0.0.0/33`, `10.0.0.256`, `2001:db8::/129`,
 * `10.0.*.*`. Fields that also take names ask this before they take the text for a name.
 */
export function isMalformedAddress(text: string): boolean {
  if (parseAddress(text) !== undefined || parseCidr(text) !== undefined) return false;
  return ADDRESS_LIKE.some((form) => form.test(text.trim()));
}

const ADDRESS_LIKE: readonly RegExp[] = [/^\d{1,3}\.[\d*]/, /^\[?[0-9a-f]{0,4}:[0-9a-f:]/i, /^[\d.]*\/\d*$/];

/** A protocol by name or IANA number; `-1` and `all` mean every protocol. */
export const protocol = v.pipe(
  v.union([text, v.number()], 'Write a protocol name, a number from 0 to 255, or `-1` for all.'),
  v.metadata({ field: 'protocol' }),
  v.rawTransform<string | number, number | 'any'>(({ dataset, addIssue, NEVER }) => {
    const written = String(dataset.value).toLowerCase();
    if (written === '-1' || written === 'all') return 'any';
    const parsed = parseProtocol(written);
    if (parsed !== undefined) return parsed;
    addIssue({
      message: `\`${written}\` is not a protocol: write a name such as \`tcp\`, a number from 0 to 255, or \`-1\` for all.`,
    });
    return NEVER;
  }),
);

/** One port (`443`), a range (`1024-65535`) or `*` for all. */
export const ports = v.pipe(
  v.union([text, v.number()], 'Write a port, a range such as `1024-65535`, or `*`.'),
  v.metadata({ field: 'ports' }),
  v.rawTransform<string | number, PortRange>(({ dataset, addIssue, NEVER }) => {
    const parsed = parsePortRange(String(dataset.value));
    if (parsed !== undefined) return parsed;
    addIssue({
      message: `\`${dataset.value}\` is not a port or port range: write 0 to 65535, a range such as \`1024-65535\`, or \`*\`.`,
    });
    return NEVER;
  }),
);

export const port = v.pipe(
  v.number('A port is a number from 0 to 65535.'),
  v.integer('A port is a whole number.'),
  v.minValue(0, 'A port is 0 or more.'),
  v.maxValue(65535, 'A port is at most 65535.'),
);

/** An autonomous system number of BGP. */
export const asNumber = v.pipe(
  v.number('An ASN is a number.'),
  v.integer('An ASN is a whole number.'),
  v.minValue(1, 'An ASN is 1 or more.'),
  v.maxValue(4294967295, 'An ASN is at most 4294967295.'),
);

/** An ICMP type or code; −1 means any. */
export const icmpNumber = v.pipe(
  v.number('An ICMP type or code is a number from -1 (any) to 255.'),
  v.integer('An ICMP type or code is a whole number.'),
  v.minValue(-1, 'An ICMP type or code is at least -1 (any).'),
  v.maxValue(255, 'An ICMP type or code is at most 255.'),
);

/** A domain name such as `corp.example`: in lower case, without a dot at its end; `.` is the root, an empty text. */
export const domainName = v.pipe(
  text,
  v.rawTransform<string, string>(({ dataset, addIssue, NEVER }) => {
    const parsed = parseDomainName(dataset.value);
    if (parsed !== undefined) return parsed;
    addIssue({
      message: `\`${dataset.value}\` is not a domain name: write one such as \`corp.example\`.`,
    });
    return NEVER;
  }),
);

/** A value that may stand alone or as a list; the output is always a list. */
export function oneOrMany<const S extends v.GenericSchema>(item: S) {
  return v.union([
    v.array(item),
    v.pipe(
      item,
      v.transform((value) => [value]),
    ),
  ]);
}

/** The members every resource has. */
/** The id of the thing itself that is written. */
export const ownId = v.pipe(text, v.minLength(1, 'An id or name is empty.'));

export const identity = {
  id: ownId,
  name: v.optional(text),
  tags: v.optional(v.record(text, text)),
};
