import type { Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, put } from '../dump.ts';
import { idOf, lean, nameTag, text, texts } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { isGone } from './gone.ts';
import { DELETED } from './other-resources.ts';

/** Endpoint services of this account, with the load balancers behind them (VPCE-21, GWLB-1). */
export const endpointServices: AnswerKind = {
  key: 'ServiceConfigurations',
  label: 'Endpoint service',
  command: 'aws ec2 describe-vpc-endpoint-service-configurations',
  section: 'vpcEndpointServices',
  marks: [['ServiceId', 'ServiceState']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'ServiceId');
    if (id === undefined) return NOT_UNDERSTOOD;
    if (isGone(fields, 'ServiceState')) return DELETED;
    const balancers = [
      ...(texts(fields, 'NetworkLoadBalancerArns') ?? []),
      ...(texts(fields, 'GatewayLoadBalancerArns') ?? []),
    ];
    const value: Sections['vpcEndpointServices'] = lean({
      id,
      name: nameTag(fields),
      serviceName: text(fields, 'ServiceName'),
      loadBalancers: balancers.length === 0 ? undefined : balancers,
      state: text(fields, 'ServiceState'),
    });
    return put(dump, 'vpcEndpointServices', id, { value, fields, scope });
  },
};
