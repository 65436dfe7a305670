import type * as v from 'valibot';
import { parseAddress } from '../../ip/index.ts';
import { asId } from '../../model/id.ts';
import type { VpcId } from '../../model/id.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { targetGroupSchema } from './schema.ts';

type Document = v.InferOutput<typeof targetGroupSchema>;

export function parseTargetGroup(document: Document, context: ParseContext): readonly Resource[] {
  return [
    {
      kind: 'target-group',
      id: document.id,
      name: document.name,
      vpc: document.vpc === undefined ? undefined : asId<VpcId>(context.idOf(document.vpc, ['vpc'], 'vpc')),
      type: document.targetType,
      protocol: document.protocol,
      port: document.port,
      targets: document.targets.map((target, index) => ({
        id: targetId(document, index, context),
        port: target.port,
        zone: target.availabilityZone,
        health: target.health,
      })),
      crossZone: document.crossZone,
      preserveClientIp: document.preserveClientIp,
      healthPort: document.healthCheckPort,
      lambdaPermission: document.lambdaPermission,
      incomplete: document.incomplete || context.isUnread('targets'),
    },
  ];
}

function targetId({ targets, targetType }: Document, index: number, context: ParseContext): string {
  const id = targets[index]?.id ?? '';
  if (targetType === 'instance') return context.idOf(id, ['targets', index, 'id'], 'instance');
  if (targetType === 'alb') return context.idOf(id, ['targets', index, 'id'], 'load-balancer');
  if (targetType === 'ip' && parseAddress(id) === undefined) {
    const detail = `Target \`${id.slice(0, 60)}\` is no address, as targets of type \`ip\` are.`;
    context.report('invalid-value', detail, ['targets', index, 'id']);
  }
  return id;
}
