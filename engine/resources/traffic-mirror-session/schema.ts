import * as v from 'valibot';
import { identity, reference } from '../../model/fields.ts';

const wholeNumber = (least: number, most: number, what: string) =>
  v.pipe(
    v.number(`${what} is a number from ${least} to ${most}.`),
    v.integer(`${what} is a whole number.`),
    v.minValue(least, `${what} is ${least} or more.`),
    v.maxValue(most, `${what} is at most ${most}.`),
  );

export const trafficMirrorSessionSchema = v.object({
  ...identity,
  /** The source. */
  networkInterface: reference,
  trafficMirrorTarget: reference,
  trafficMirrorFilter: reference,
  /** The lowest is asked first. */
  sessionNumber: v.optional(wholeNumber(1, 32766, 'A session number'), 1),
  /** The VXLAN network identifier; picked by AWS when absent. */
  virtualNetworkId: v.optional(wholeNumber(0, 16777215, 'A VXLAN network identifier')),
  /** Bytes of each packet that are copied; all when absent. */
  packetLength: v.optional(wholeNumber(1, 65535, 'A packet length')),
});
