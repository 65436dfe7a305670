/**
 * Associations of Elastic IPs that AWS would refuse (ENI-1, ENI-5).
 */
import { refuseElasticIps } from '../resources/eip/constraints.ts';
import type { Check } from './check.ts';
import { refused } from './words.ts';

export const elasticIps: Check = ({ network }) =>
  refuseElasticIps([...network.eips.values()]).flatMap((refusal) =>
    refused('elastic-ip-refused', refusal.eip, `AWS would not accept Elastic IP \`${refusal.eip}\``, [
      refusal,
    ]),
  );
