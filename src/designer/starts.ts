/** Three common beginnings for an empty canvas, as entries of a document. */
export type StartName = 'two-zones' | 'isolated' | 'hub-and-spoke';

export interface StartNetwork {
  readonly title: string;
  readonly tells: string;
  readonly sections: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

export const startNames: readonly StartName[] = ['two-zones', 'isolated', 'hub-and-spoke'];

export function startOf(name: StartName): StartNetwork {
  switch (name) {
    case 'two-zones':
      return twoZones;
    case 'isolated':
      return isolated;
    case 'hub-and-spoke':
      return hubAndSpoke;
    default:
      return name satisfies never;
  }
}

const everywhere = '0.0.0.0/0';

const twoZones: StartNetwork = {
  title: 'public and private in two zones',
  tells: 'An internet gateway, a NAT gateway, four subnets',
  sections: {
    vpcs: [{ id: 'vpc-1', name: 'main', cidrBlock: '10.0.0.0/16' }],
    subnets: ['a', 'b'].flatMap((zone, at) => [
      {
        id: `subnet-public-${zone}`,
        name: `public-${zone}`,
        vpc: 'vpc-1',
        cidrBlock: `10.0.${at * 16}.0/20`,
        availabilityZone: `us-east-1${zone}`,
        routeTable: 'rtb-public',
        mapPublicIpOnLaunch: true,
      },
      {
        id: `subnet-private-${zone}`,
        name: `private-${zone}`,
        vpc: 'vpc-1',
        cidrBlock: `10.0.${128 + at * 16}.0/20`,
        availabilityZone: `us-east-1${zone}`,
        routeTable: 'rtb-private',
      },
    ]),
    routeTables: [
      {
        id: 'rtb-public',
        name: 'public',
        vpc: 'vpc-1',
        routes: [{ destination: everywhere, target: 'igw-1' }],
      },
      {
        id: 'rtb-private',
        name: 'private',
        vpc: 'vpc-1',
        routes: [{ destination: everywhere, target: 'nat-1' }],
      },
    ],
    internetGateways: [{ id: 'igw-1', name: 'igw', vpc: 'vpc-1' }],
    natGateways: [
      {
        id: 'nat-1',
        name: 'nat-a',
        subnet: 'subnet-public-a',
        privateIp: '10.0.0.4',
        publicIp: '198.51.100.24',
      },
    ],
  },
};

const isolated: StartNetwork = {
  title: 'isolated',
  tells: 'Two subnets in two zones and no way out',
  sections: {
    vpcs: [{ id: 'vpc-1', name: 'isolated', cidrBlock: '10.0.0.0/16' }],
    subnets: ['a', 'b'].map((zone, at) => ({
      id: `subnet-data-${zone}`,
      name: `data-${zone}`,
      vpc: 'vpc-1',
      cidrBlock: `10.0.${at * 16}.0/20`,
      availabilityZone: `us-east-1${zone}`,
    })),
  },
};

const hubAndSpoke: StartNetwork = {
  title: 'hub and spoke',
  tells: 'A hub VPC peered with two others, routed both ways',
  sections: {
    vpcs: ['hub', 'spoke-a', 'spoke-b'].map((name, at) => ({
      id: `vpc-${name}`,
      name,
      cidrBlock: `10.${at}.0.0/16`,
    })),
    subnets: ['hub', 'spoke-a', 'spoke-b'].map((name, at) => ({
      id: `subnet-${name}`,
      name: `${name}-1`,
      vpc: `vpc-${name}`,
      cidrBlock: `10.${at}.0.0/20`,
      availabilityZone: 'us-east-1a',
      routeTable: `rtb-${name}`,
    })),
    routeTables: [
      {
        id: 'rtb-hub',
        name: 'hub',
        vpc: 'vpc-hub',
        routes: [
          { destination: '10.1.0.0/16', target: 'pcx-a' },
          { destination: '10.2.0.0/16', target: 'pcx-b' },
        ],
      },
      ...['a', 'b'].map((name) => ({
        id: `rtb-spoke-${name}`,
        name: `spoke-${name}`,
        vpc: `vpc-spoke-${name}`,
        routes: [{ destination: '10.0.0.0/16', target: `pcx-${name}` }],
      })),
    ],
    vpcPeeringConnections: ['a', 'b'].map((name) => ({
      id: `pcx-${name}`,
      name: `hub-to-${name}`,
      requester: 'vpc-hub',
      accepter: `vpc-spoke-${name}`,
    })),
  },
};
