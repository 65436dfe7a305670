/** Lambda functions in VPCs that take none (LAM-7). */
import { refuseTenancy } from '../resources/lambda-function/constraints.ts';
import type { Check } from './check.ts';
import { named, refused } from './words.ts';

export const lambdaFunctions: Check = ({ network }) =>
  [...network.lambdaFunctions.values()].flatMap((lambda) => {
    const vpcs = new Set(lambda.interfaces.flatMap((id) => network.networkInterfaces.get(id)?.vpc ?? []));
    const refusals = [...vpcs].flatMap((id) => {
      const vpc = network.vpcs.get(id);
      return vpc === undefined ? [] : refuseTenancy(vpc.id, vpc.instanceTenancy);
    });
    const subject = `AWS would not accept the VPC settings of function ${named(lambda)}`;
    return refused('lambda-function-refused', lambda.id, subject, refusals);
  });
