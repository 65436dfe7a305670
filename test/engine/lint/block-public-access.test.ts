import { describe, expect, test } from 'vitest';

import { found, twoTier, vpcWith } from './lint-cases.ts';

describe('Block Public Access', () => {
  const options = (more: Record<string, unknown>) => [
    { id: 'bpa', internetGatewayBlockMode: 'block-bidirectional', ...more },
  ];
  const exclusions = (internetGatewayExclusionMode: string) => [
    { id: 'excl-1', subnet: 'public', internetGatewayExclusionMode },
  ];

  test('BPA-8: an organization that allows no exclusions', () => {
    const document = {
      ...twoTier,
      vpcBlockPublicAccessOptions: options({ exclusionsAllowed: false }),
      vpcBlockPublicAccessExclusions: exclusions('allow-bidirectional'),
    };
    expect(found(document, 'exclusion-without-effect')).toEqual(['bpa BPA-8']);
  });

  test('BPA-2: an exclusion for egress acts in the bidirectional mode only', () => {
    const document = (internetGatewayBlockMode: string) => ({
      ...twoTier,
      vpcBlockPublicAccessOptions: options({ internetGatewayBlockMode }),
      vpcBlockPublicAccessExclusions: exclusions('allow-egress'),
    });
    expect(found(document('block-ingress'), 'exclusion-without-effect')).toEqual(['bpa BPA-2']);
    expect(found(document('block-bidirectional'), 'exclusion-without-effect')).toEqual([]);
    expect(found(document('off'), 'exclusion-without-effect')).toEqual([]);
  });

  test('BPA-8: blocking ingress is not supported in a Local Zone without NAT gateway', () => {
    const document = (more: Record<string, Record<string, unknown>[]>) =>
      vpcWith({
        subnets: [{ id: 'subnet-1', vpc: 'vpc-a', cidrBlock: '10.0.1.0/24', zoneType: 'local-zone' }],
        vpcBlockPublicAccessOptions: options({ internetGatewayBlockMode: 'block-ingress' }),
        ...more,
      });
    expect(found(document({}), 'block-ingress-in-local-zone')).toEqual(['vpc-a BPA-8']);
    const egressOnlyInternetGateways = [{ id: 'eigw-1', vpc: 'vpc-a' }];
    expect(found(document({ egressOnlyInternetGateways }), 'block-ingress-in-local-zone')).toEqual([]);
  });
});
