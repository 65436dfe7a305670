/**
 * The form of an address plan in a file: `hoplight-plan/1`, and the `plan` member of a hoplight/1 document. Parsing and
 * the JSON Schema come from here.
 */
import * as v from 'valibot';
import { cidr, flag } from '../../model/fields.ts';
import { MAX_WANTED, TINT_COUNT, clouds, strategies, subnetKinds } from '../../plan/index.ts';

/** Of any length here: the reader cuts what is too long, and keeps the rest. */
const planText = v.string();

/** A whole number between two others, both included; `what` begins the sentence that refuses any other. */
function wholeNumber(what: string, least: number, most: number) {
  const message = `${what} is a whole number from ${least} to ${most}.`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message));
}

export const prefixLengthField = wholeNumber('A prefix length', 0, 128);

const label = {
  name: v.optional(planText),
  note: v.optional(planText),
  zone: v.optional(planText),
  kind: v.optional(v.picklist(subnetKinds)),
  tint: v.optional(wholeNumber('A tint', 1, TINT_COUNT)),
  pinned: v.optional(flag),
};

export const rowSchema = v.object({
  cidr,
  /** All parts of this prefix length, instead of a row for each. */
  into: v.optional(prefixLengthField),
  ...label,
  free: v.optional(flag),
});

export const blockHead = { cidr, vpc: v.optional(planText) };

export const blockSchema = v.object({
  ...blockHead,
  /** Absent: the whole block is one unnamed subnet. What no row covers is free. */
  rows: v.optional(v.array(rowSchema)),
});

/** Most needs of a plan. */
export const MOST_NEEDS = MAX_WANTED;

/** The members that a need has in every file. */
export const needMembers = {
  hosts: v.optional(wholeNumber('A number of hosts', 0, 2 ** 32)),
  growth: v.optional(
    v.pipe(
      v.number('Growth is a number of percent from 0 to 1000.'),
      v.minValue(0, 'Growth is 0 to 1000 percent.'),
      v.maxValue(1000, 'Growth is 0 to 1000 percent.'),
    ),
  ),
  count: v.optional(wholeNumber('A count', 0, MAX_WANTED)),
  zones: v.optional(v.array(planText)),
  kind: v.optional(v.picklist(subnetKinds)),
  family: v.optional(v.picklist([4, 6])),
  note: v.optional(planText),
};

export const needSchema = v.object({
  name: planText,
  ...needMembers,
  prefixLength: v.optional(prefixLengthField),
});

export const planHead = {
  name: v.optional(planText),
  cloud: v.optional(v.picklist(clouds), 'aws'),
  strategy: v.optional(v.picklist(strategies), 'largest-first'),
};

/** The `plan` member of a document. */
export const planSchema = v.object({
  ...planHead,
  blocks: v.optional(v.array(blockSchema), []),
  needs: v.optional(v.array(needSchema), []),
});
