import * as v from 'valibot';
import { cidr, flag, identity, oneOrMany, reference, text } from '../../model/fields.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** As AWS writes them, of dedicated and hosted connections (DX-17). */
const SPEEDS = [
  '50Mbps',
  '100Mbps',
  '200Mbps',
  '300Mbps',
  '400Mbps',
  '500Mbps',
  '1Gbps',
  '2Gbps',
  '5Gbps',
  '10Gbps',
  '25Gbps',
  '100Gbps',
  '400Gbps',
] as const;

/** What the interface runs on; several interfaces on one connection name the same id. */
const connection = v.object({
  id: v.optional(text),
  location: v.optional(text),
  device: v.optional(text),
  bandwidth: v.optional(v.picklist(SPEEDS)),
  hosted: v.optional(flag, false),
  /** MACsec is in use. */
  encrypted: v.optional(flag, false),
  /** Of a link aggregation group; all links are up unless it says otherwise. */
  lag: v.optional(
    v.object({ links: v.optional(count, 1), linksUp: v.optional(count), minimumLinks: v.optional(count, 0) }),
  ),
});

export const virtualInterfaceSchema = v.object({
  ...identity,
  virtualInterfaceType: v.picklist(['private', 'public', 'transit']),
  vpnGateway: v.optional(reference),
  directConnectGateway: v.optional(reference),
  onPremisesNetwork: v.optional(reference),
  state: v.optional(text),
  bgpStatus: v.optional(v.picklist(['up', 'down']), 'up'),
  /** Blocks that the site announces; absent for all blocks of its network. */
  announces: v.optional(oneOrMany(cidr)),
  asPathLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 1),
  localPreference: v.optional(v.picklist(['low', 'medium', 'high']), 'medium'),
  siteLinkEnabled: v.optional(flag, false),
  /** 1500 unless jumbo frames are on. */
  mtu: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1500), v.maxValue(9001)), 1500),
  connection: v.optional(connection),
});
