import type { Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, put } from '../dump.ts';
import { accountId, fault, has, idOf, lean, nameTag, requiredText, short, text, word } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';

/** The setting of an account and Region (BPA-1): one object, not a list. */
export const vpcBlockPublicAccessOptions: AnswerKind = {
  key: 'VpcBlockPublicAccessOptions',
  label: 'Block Public Access setting',
  command: 'aws ec2 describe-vpc-block-public-access-options',
  section: 'vpcBlockPublicAccessOptions',
  marks: [['InternetGatewayBlockMode']],
  read: (fields, dump, scope): Outcome => {
    if (requiredText(fields, 'InternetGatewayBlockMode') === undefined) return NOT_UNDERSTOOD;
    const mode = word(fields, 'InternetGatewayBlockMode', ['off', 'block-bidirectional', 'block-ingress']);
    if (mode === undefined) return NOT_UNDERSTOOD;
    const region = text(fields, 'AwsRegion') ?? scope.region;
    const ownerId = accountId(fields, 'AwsAccountId') ?? scope.account;
    const id = ['vpc-block-public-access', ownerId, region].filter((part) => part !== undefined).join('-');
    const value: Sections['vpcBlockPublicAccessOptions'] = lean({
      id,
      region,
      ownerId,
      internetGatewayBlockMode: mode,
      exclusionsAllowed: has(fields, 'ExclusionsAllowed')
        ? word(fields, 'ExclusionsAllowed', ['allowed', 'not-allowed']) === 'allowed'
        : undefined,
    });
    return put(dump, 'vpcBlockPublicAccessOptions', id, { value, fields, scope });
  },
};

/** States in which an exclusion acts: made, and neither deleted nor disabled. */
const ACTING: ReadonlySet<string> = new Set([
  'create-complete',
  'update-in-progress',
  'update-complete',
  'update-failed',
]);

/** Exclusions from the setting (BPA-2). */
export const vpcBlockPublicAccessExclusions: AnswerKind = {
  key: 'VpcBlockPublicAccessExclusions',
  label: 'Block Public Access exclusion',
  command: 'aws ec2 describe-vpc-block-public-access-exclusions',
  section: 'vpcBlockPublicAccessExclusions',
  marks: [['ExclusionId', 'InternetGatewayExclusionMode']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'ExclusionId');
    const state = text(fields, 'State');
    if (state !== undefined && !ACTING.has(state))
      return { kind: 'skipped', why: 'not in force by its state' };
    const arn = requiredText(fields, 'ResourceArn');
    const mode = word(fields, 'InternetGatewayExclusionMode', ['allow-bidirectional', 'allow-egress']);
    if (id === undefined || arn === undefined || mode === undefined) return NOT_UNDERSTOOD;
    const [, kind, resource] = /:(vpc|subnet)\/(.+)$/.exec(arn) ?? [];
    if (resource === undefined) {
      fault(
        fields,
        'ResourceArn',
        `is \`${short(arn)}\`, which names no VPC and no subnet. The exclusion was left out.`,
      );
      return NOT_UNDERSTOOD;
    }
    const value: Sections['vpcBlockPublicAccessExclusions'] = lean({
      id,
      name: nameTag(fields),
      ...(kind === 'vpc' ? { vpc: resource } : { subnet: resource }),
      internetGatewayExclusionMode: mode,
    });
    return put(dump, 'vpcBlockPublicAccessExclusions', id, { value, fields, scope });
  },
};
