/** Answers about VPC endpoints. */
import { expect, test } from 'vitest';
import { detailsOf, only, read, readFiles, subnet } from './dump.ts';

const endpoint = (more: object) => ({
  VpcEndpoints: [
    {
      VpcEndpointId: 'vpce-a',
      VpcId: 'vpc-a',
      ServiceName: 'com.amazonaws.us-east-1.s3',
      State: 'available',
      RouteTableIds: [],
      SubnetIds: [],
      NetworkInterfaceIds: [],
      Groups: [],
      ...more,
    },
  ],
});
const allowAll = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };

test('VPCE-1 a gateway endpoint with its tables', () => {
  const answer = endpoint({ VpcEndpointType: 'Gateway', RouteTableIds: ['rtb-a'] });
  expect(only(read(answer), 'vpcEndpoints')).toEqual({
    id: 'vpce-a',
    vpc: 'vpc-a',
    vpcEndpointType: 'Gateway',
    serviceName: 'com.amazonaws.us-east-1.s3',
    state: 'available',
    routeTables: ['rtb-a'],
  });
});

test('VPCE-12 an interface endpoint with its interfaces', () => {
  const answer = endpoint({
    VpcEndpointType: 'Interface',
    NetworkInterfaceIds: ['eni-a'],
    SubnetIds: ['subnet-a'],
    Groups: [{ GroupId: 'sg-a' }],
    PrivateDnsEnabled: true,
    DnsOptions: { DnsRecordIpType: 'ipv4', PrivateDnsOnlyForInboundResolverEndpoint: true },
    DnsEntries: [{ DnsName: '*.db.example.com', HostedZoneId: 'Z1' }],
  });
  expect(only(read(answer), 'vpcEndpoints')).toMatchObject({
    networkInterfaces: ['eni-a'],
    securityGroups: ['sg-a'],
    privateDnsEnabled: true,
    privateDnsOnlyForInboundResolverEndpoint: true,
    dnsNames: ['*.db.example.com'],
  });
});

test.each([
  ['the default policy', [allowAll], undefined],
  ['one action', [{ ...allowAll, Action: 's3:GetObject' }], 'other'],
  ['a denial beside it', [allowAll, { ...allowAll, Effect: 'Deny', Action: 's3:PutObject' }], 'other'],
  ['a denial of everything', [allowAll, { ...allowAll, Effect: 'Deny' }], 'deny'],
  ['nothing allowed', [], 'deny'],
  ['one statement, not in a list', { ...allowAll, Principal: { AWS: '*' } }, undefined],
  ['an effect of another kind', [{ ...allowAll, Effect: 'Maybe' }], 'other'],
  ['no statement', undefined, 'other'],
  ['a condition', [{ ...allowAll, Condition: {} }], 'other'],
])('VPCE-9 %s', (_, Statement, policy) => {
  const answer = endpoint({ VpcEndpointType: 'Gateway', PolicyDocument: JSON.stringify({ Statement }) });
  expect(only(read(answer), 'vpcEndpoints')['policy']).toBe(policy);
});

test('VPCE-9 a policy that is no JSON', () => {
  const answer = endpoint({ VpcEndpointType: 'Gateway', PolicyDocument: '{' });
  const dump = read(answer);
  expect(only(dump, 'vpcEndpoints')['policy']).toBe('other');
  expect(detailsOf(dump, 'invalid-value').join()).toContain('`PolicyDocument` must be an object');
});

test('VPCE-9 a policy of any length counts', () => {
  const many = Array.from(
    { length: 40 },
    (_each, index) => `arn:aws:s3:::a-bucket-with-a-long-name-${index}`,
  );
  const PolicyDocument = JSON.stringify({ Statement: [{ ...allowAll, Resource: many }] });
  const dump = read(endpoint({ VpcEndpointType: 'Gateway', PolicyDocument }));
  expect(only(dump, 'vpcEndpoints')['policy']).toBe('other');
  expect(detailsOf(dump, 'invalid-value')).toEqual([]);
});

test.each([
  ['us-east-1', undefined],
  ['us-west-2', 'us-west-2'],
])('VPCE-19 a service of %s', (ServiceRegion, expected) => {
  const answer = endpoint({ VpcEndpointType: 'Interface', ServiceRegion });
  const regionIn = (dump: ReturnType<typeof read>) => only(dump, 'vpcEndpoints')['serviceRegion'];
  expect(regionIn(read({ Subnets: [subnet()] }, answer))).toBe(expected);
  expect(regionIn(readFiles({ 'us-east-1/endpoints.json': answer }))).toBe(expected);
  // Where nothing tells the Region of the VPC it is not known to be another one.
  expect(regionIn(read(answer))).toBeUndefined();
});
