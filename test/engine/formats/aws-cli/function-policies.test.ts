/** What resource-based policies of functions say of load balancers, as `aws lambda get-policy` prints them. */
import { describe, expect, test } from 'vitest';
import { detailsOf, only, read, readFiles } from './dump.ts';
import type { Entry } from './dump.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:orders';
const GROUP = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/orders/0123456789abcdef';
const OTHER = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/others/0123456789abcdef';

const group = { TargetGroupArn: GROUP, TargetGroupName: 'orders', TargetType: 'lambda' };
const targets = (id: string) => ({
  TargetGroupArn: GROUP,
  TargetHealthDescriptions: [{ Target: { Id: id }, TargetHealth: { State: 'unavailable' } }],
});

const allow = (more: Entry = {}): Entry => ({
  Sid: 'load-balancer',
  Effect: 'Allow',
  Principal: { Service: 'elasticloadbalancing.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
  Resource: FUNCTION,
  Condition: { ArnLike: { 'AWS:SourceArn': GROUP } },
  ...more,
});
const events = allow({ Sid: 'nightly', Principal: { Service: 'events.amazonaws.com' } });

const policyOf = (...statements: unknown[]) => ({
  Policy: JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements }),
  RevisionId: '7f2a0c1e-0000-4000-8000-000000000000',
});
const converted = (...answers: unknown[]) => read({ TargetGroups: [group] }, targets(FUNCTION), ...answers);
const permissionOf = (...answers: unknown[]) =>
  only(converted(...answers), 'targetGroups')['lambdaPermission'];

describe('ELB-39 the permission of a function behind a load balancer', () => {
  test('is there where a statement allows it for the target group', () => {
    const dump = converted(policyOf(events, allow()));
    expect(only(dump, 'targetGroups')).toMatchObject({ lambdaPermission: true, targets: [{ id: FUNCTION }] });
    expect(dump.diagnostics.filter(({ code }) => code !== 'section-not-held')).toEqual([]);
  });

  test.each<[string, Entry]>([
    ['any action', { Action: 'lambda:*' }],
    ['a list of actions, in any case', { Action: ['lambda:GetFunction', 'Lambda:invokefunction'] }],
    ['anyone', { Principal: '*' }],
    ['any AWS principal', { Principal: { AWS: ['*'] } }],
    ['no condition', { Condition: undefined }],
    ['a pattern of groups', { Condition: { ArnLike: { 'aws:SourceArn': '*:targetgroup/orders/*' } } }],
    [
      'a pattern of many parts',
      { Condition: { StringLike: { 'AWS:SourceArn': 'arn:*:targetgroup/*r?ers/*' } } },
    ],
    ['one of several groups', { Condition: { StringEquals: { 'aws:SourceArn': [OTHER, GROUP] } } }],
    ['the account', { Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } }],
  ])('is there for %s', (_what, more) => {
    expect(permissionOf(policyOf(allow(more)))).toBe(true);
  });

  test.each<[string, Entry]>([
    ['another service', { Principal: { Service: 'events.amazonaws.com' } }],
    ['another account', { Principal: { AWS: 'arn:aws:iam::444455556666:root' } }],
    ['another action', { Action: 'lambda:GetFunction' }],
    ['another target group', { Condition: { ArnLike: { 'AWS:SourceArn': OTHER } } }],
    ['another source account', { Condition: { StringEquals: { 'AWS:SourceAccount': '444455556666' } } }],
    ['a pattern of others', { Condition: { ArnLike: { 'AWS:SourceArn': '*orders/*f?' } } }],
    ['a pattern where none is meant', { Condition: { StringEquals: { 'AWS:SourceArn': `${GROUP}*` } } }],
  ])('is not there where the policy allows %s only', (_what, more) => {
    expect(permissionOf(policyOf(allow(more)))).toBe(false);
  });

  test('is not there for the function where it is given to an alias, and the reverse', () => {
    const alias = `${FUNCTION}:live`;
    const answer = policyOf(allow({ Resource: alias }));
    expect(permissionOf(answer)).toBeUndefined();
    const ofAlias = read({ TargetGroups: [group] }, targets(alias), answer);
    expect(only(ofAlias, 'targetGroups')['lambdaPermission']).toBe(true);
    expect(only(ofAlias, 'targetGroups')['targets']).toMatchObject([{ id: alias }]);
  });

  test('is not there where a statement denies it', () => {
    expect(permissionOf(policyOf(allow(), allow({ Effect: 'Deny', Sid: 'no' })))).toBe(false);
    const elsewhere = { Effect: 'Deny', Condition: { ArnLike: { 'AWS:SourceArn': OTHER } } };
    expect(permissionOf(policyOf(allow(), allow(elsewhere)))).toBe(true);
  });

  test.each<[string, Entry]>([
    ['a condition that looks at more', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
    ['all actions but some', { Action: undefined, NotAction: 'lambda:GetFunction' }],
    ['all but some principals', { Principal: undefined, NotPrincipal: { AWS: '444455556666' } }],
  ])('is not known by %s', (_what, more) => {
    expect(permissionOf(policyOf(allow(more)))).toBeUndefined();
    expect(permissionOf(policyOf(allow(), allow({ ...more, Effect: 'Deny' })))).toBeUndefined();
  });

  test('is not known without the answer, which is named', () => {
    const dump = converted();
    expect(only(dump, 'targetGroups')['lambdaPermission']).toBeUndefined();
    expect(detailsOf(dump, 'companion-missing').join()).toContain('aws lambda get-policy --function-name …');
  });

  test('is read where a recorder has parsed the policy, and a single statement without a list', () => {
    expect(permissionOf({ Policy: { Statement: allow() }, RevisionId: '1' })).toBe(true);
  });
});

describe('a policy that cannot be read is named with its place', () => {
  test.each<[string, unknown, readonly (string | number)[]]>([
    ['no JSON', { Policy: '{"Statement": [', RevisionId: '1' }, ['Policy']],
    ['no object', { Policy: '[]', RevisionId: '1' }, ['Policy']],
    ['without statements', { Policy: '{}', RevisionId: '1' }, ['Policy', 'Statement']],
    ['a statement that is none', policyOf(allow(), 7), ['Policy', 'Statement']],
    ['an unknown effect', policyOf(allow({ Effect: 'Maybe' })), ['Policy', 'Statement', 0, 'Effect']],
    [
      'a number for a resource',
      policyOf(allow({ Resource: [FUNCTION, 7] })),
      ['Policy', 'Statement', 0, 'Resource'],
    ],
    ['conditions in a list', policyOf(allow({ Condition: [] })), ['Policy', 'Statement', 0, 'Condition']],
  ])('%s', (_what, answer, path) => {
    const { diagnostics } = readFiles({ 'get-policy.json': answer });
    expect(diagnostics.find((each) => each.file === 'get-policy.json')).toMatchObject({ path, line: 2 });
  });

  test('and what it may have said leaves the permission open', () => {
    const other = allow({ Principal: { Service: 'events.amazonaws.com' } });
    expect(permissionOf(policyOf(other))).toBe(false);
    expect(permissionOf(policyOf(other, 7))).toBeUndefined();
    expect(permissionOf(policyOf(other, allow({ Effect: 'Maybe' })))).toBeUndefined();
  });

  test('a policy of something else that is shared says nothing', () => {
    const layer = 'arn:aws:lambda:us-east-1:111122223333:layer:tools:1';
    expect(permissionOf(policyOf(allow({ Resource: layer })))).toBeUndefined();
  });
});
