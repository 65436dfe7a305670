/** Lambda functions. LAM-8: their interfaces serve all functions with the same subnet and groups, and name none. */
import { reportLacking } from '../companions.ts';
import type { Dump, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, factsOf, put } from '../dump.ts';
import { child, idOf, lean, text, texts } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { mentionSubnet } from '../named.ts';
import { interfacesOf } from '../owned-interfaces.ts';
import type { Owner } from '../owned-interfaces.ts';

const owners: FactKey<Map<string, Owner>> = { empty: () => new Map() };

/** `list-functions`, and `get-function-configuration` as one bare object. The environment, with its secrets, is not read. */
export const lambdaFunctions: AnswerKind = {
  key: 'Functions',
  label: 'Lambda function',
  command: 'aws lambda list-functions',
  section: 'lambdaFunctions',
  marks: [['FunctionArn', 'CodeSha256']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'FunctionArn');
    if (id === undefined) return NOT_UNDERSTOOD;
    const config = child(fields, 'VpcConfig');
    const subnets = config === undefined ? [] : (texts(config, 'SubnetIds') ?? []);
    const groups = config === undefined ? [] : (texts(config, 'SecurityGroupIds') ?? []);
    const vpc = config === undefined ? undefined : text(config, 'VpcId');
    for (const subnet of subnets) mentionSubnet(dump, subnet, { vpc }, fields, scope);
    const value: Sections['lambdaFunctions'] = lean({
      id,
      name: text(fields, 'FunctionName'),
      // LAM-1.
      inVpc: subnets.length > 0 || fields.item.isCut ? undefined : false,
    });
    if (subnets.length > 0) factsOf(dump, owners).set(id, { subnets, securityGroups: groups });
    return put(dump, 'lambdaFunctions', id, { value, fields, scope });
  },
};

/** LAM-2: ties functions with VPC settings to their interfaces. LAM-8: those that none is seen of have one all the same. */
export function applyLambdaFunctions(dump: Dump): void {
  const without: string[] = [];
  for (const [id, owner] of factsOf(dump, owners)) {
    const value = dump.drafts.lambdaFunctions.get(id)?.value;
    if (value === undefined) continue;
    const own = interfacesOf(dump, ['Lambda function'], owner);
    if (own.length > 0) {
      value.networkInterfaces = own.map((each) => each.id);
      continue;
    }
    value.interfaces = owner.subnets.map((subnet) => ({ subnet }));
    value.securityGroups = [...owner.securityGroups];
    without.push(value.name ?? id);
  }
  reportLacking(dump, {
    names: without,
    kind: 'Lambda function',
    consequence:
      'no interface of the dump has its groups in its subnets, so one with a supposed address stands in each',
    command: 'aws ec2 describe-network-interfaces',
  });
}
