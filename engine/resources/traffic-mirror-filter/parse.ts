import type * as v from 'valibot';
import type { Cidr, PortRange } from '../../ip/index.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import { hasPorts } from '../../packet/index.ts';
import type { PacketMatch } from '../../packet/index.ts';
import type { Resource } from '../index.ts';
import type { trafficMirrorFilterSchema } from './schema.ts';
import type { TrafficMirrorFilterRule } from './types.ts';

type Document = v.InferOutput<typeof trafficMirrorFilterSchema>;

export function parseTrafficMirrorFilter(document: Document, context: ParseContext): readonly Resource[] {
  return [
    {
      kind: 'traffic-mirror-filter',
      id: document.id,
      name: document.name,
      ingress: rulesOf(document.ingress),
      egress: rulesOf(document.egress),
      incomplete: document.incomplete || context.incomplete,
    },
  ];
}

function rulesOf(rules: Document['ingress']): TrafficMirrorFilterRule[] {
  return rules
    .map(({ ruleNumber, ruleAction, protocol, ...ends }) => ({
      ruleNumber,
      ruleAction,
      destination: endOf(protocol, ends.destinationCidrBlock, ends.destinationPorts),
      source: endOf(protocol, ends.sourceCidrBlock, ends.sourcePorts),
    }))
    .sort((a, b) => a.ruleNumber - b.ruleNumber);
}

function endOf(protocol: number | 'any', cidr: Cidr, ports: PortRange | undefined): PacketMatch {
  const range = protocol !== 'any' && hasPorts(protocol) ? ports : undefined;
  return { family: cidr.family, protocol, range, remote: { kind: 'cidr', cidr } };
}
