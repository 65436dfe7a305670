/**
 * The `hoplight/1` document: one schema, which parses documents and from which the published JSON Schema is made.
 *
 * Sections hold lists of resources under EC2's words in camelCase. Nothing is required that AWS would fill in.
 */
import * as v from 'valibot';
import { address, icmpNumber, port, reference, text } from '../../model/fields.ts';
import { resourceTypes } from '../../resources/index.ts';
import { planSchema } from '../plan/schema.ts';
import { drawingSchema } from './drawing.ts';

/** A question, and the answer that is wanted if the document is used as a test. */
export const flowSchema = v.object({
  name: v.optional(text),
  /** A resource's id or name, an address, `subnet-id:address`, `internet` or `internet:203.0.113.7`. */
  from: reference,
  to: reference,
  protocol: v.optional(v.union([text, v.number()]), 'tcp'),
  port: v.optional(port),
  srcPort: v.optional(port),
  /** The source address, where `from` has several or is the internet. */
  fromIp: v.optional(address),
  icmpType: v.optional(icmpNumber),
  icmpCode: v.optional(icmpNumber),
  family: v.optional(v.picklist([4, 6])),
  /** Bytes of each packet; sizes are not checked when absent. */
  packetSize: v.optional(v.pipe(v.number(), v.integer(), v.minValue(20), v.maxValue(9001))),
  /** The verdict wanted, or one with the check point, component or code that must decide. */
  expect: v.optional(
    v.union([
      text,
      v.object({
        verdict: text,
        at: v.optional(text),
        component: v.optional(text),
        entry: v.optional(text),
        code: v.optional(text),
        alsoBlockedBy: v.optional(v.array(text)),
      }),
    ]),
  ),
});

export const FORMAT = 'hoplight/1';

/** The members of a document beside its resource sections. */
export const documentHead = {
  format: v.optional(v.literal(FORMAT), FORMAT),
  name: v.optional(text),
  description: v.optional(text),
  /** Sections that the source did not hold at all, so that their absence is not read as "none" (EVAL-8). */
  notHeld: v.optional(v.array(v.picklist(Object.values(resourceTypes).map((type) => type.section))), []),
  flows: v.optional(v.array(flowSchema), []),
  /** How the addresses are to be divided: what the network is planned to be, not what it is. */
  plan: v.optional(planSchema),
  /** How the network is drawn where hands have changed that. */
  drawing: v.optional(drawingSchema),
};
