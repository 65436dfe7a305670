/** Answers of Network Firewall: firewalls, policies, rule groups. */
import { describe, expect, test } from 'vitest';
import { codes, detailsOf, localRoute, only, read, readFiles, routeTable, section, vpc } from './dump.ts';

const ARN = 'arn:aws:network-firewall:us-east-1:111122223333';
const FIREWALL = `${ARN}:firewall/edge`;
const POLICY = `${ARN}:firewall-policy/edge`;
const STATELESS = `${ARN}:stateless-rulegroup/first`;
const STATEFUL = `${ARN}:stateful-rulegroup/second`;
const MANAGED =
  'arn:aws:network-firewall:us-east-1:aws-managed:stateful-rulegroup/ThreatSignaturesWebAttacks';

const firewall = (more: object = {}, status: object = {}) => ({
  UpdateToken: '1d00fa40-3a5f-4e44-95e3-5e5b1c9a3f10',
  Firewall: {
    FirewallName: 'edge',
    FirewallArn: FIREWALL,
    FirewallPolicyArn: POLICY,
    VpcId: 'vpc-a',
    SubnetMappings: [{ SubnetId: 'subnet-a', IPAddressType: 'IPV4' }, { SubnetId: 'subnet-b' }],
    DeleteProtection: false,
    FirewallId: 'a1b2',
    Tags: [],
    ...more,
  },
  FirewallStatus: {
    Status: 'READY',
    ConfigurationSyncStateSummary: 'IN_SYNC',
    SyncStates: {
      'us-east-1a': {
        Attachment: { SubnetId: 'subnet-a', EndpointId: 'vpce-1', Status: 'READY' },
        Config: { [POLICY]: { SyncStatus: 'IN_SYNC', UpdateToken: 'x' } },
      },
      'us-east-1b': {
        Attachment: { SubnetId: 'subnet-b', EndpointId: 'vpce-2', Status: 'READY' },
        Config: {},
      },
    },
    ...status,
  },
});

const policy = (more: object = {}) => ({
  UpdateToken: 'x',
  FirewallPolicyResponse: {
    FirewallPolicyName: 'edge',
    FirewallPolicyArn: POLICY,
    FirewallPolicyId: 'a',
    FirewallPolicyStatus: 'ACTIVE',
  },
  FirewallPolicy: {
    StatelessDefaultActions: ['aws:forward_to_sfe'],
    StatelessFragmentDefaultActions: ['aws:drop'],
    StatelessRuleGroupReferences: [{ ResourceArn: STATELESS, Priority: 1 }],
    StatefulRuleGroupReferences: [{ ResourceArn: STATEFUL, Priority: 10 }],
    StatefulDefaultActions: ['aws:drop_strict', 'aws:alert_strict'],
    StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER', StreamExceptionPolicy: 'DROP' },
    ...more,
  },
});

const ruleGroup = (arn: string, RuleGroup: object) => ({
  RuleGroup,
  RuleGroupResponse: {
    RuleGroupArn: arn,
    RuleGroupName: arn.split('/').at(-1),
    Type: 'STATEFUL',
    Capacity: 10,
  },
});
const stateful = (RulesSource: object, more: object = {}) => ruleGroup(STATEFUL, { RulesSource, ...more });
const statelessRule = (Priority: number, MatchAttributes: object, ...Actions: string[]) => ({
  Priority,
  RuleDefinition: { MatchAttributes, Actions },
});
const stateless = (...StatelessRules: object[]) =>
  ruleGroup(STATELESS, { RulesSource: { StatelessRulesAndCustomActions: { StatelessRules } } });

describe('firewalls', () => {
  test('NFW-1 a firewall with its endpoint in each subnet', () => {
    const converted = read(
      firewall(),
      policy({ StatelessRuleGroupReferences: [], StatefulRuleGroupReferences: [] }),
    );
    expect(only(converted, 'networkFirewalls')).toEqual({
      id: FIREWALL,
      name: 'edge',
      vpc: 'vpc-a',
      firewallPolicy: POLICY,
      subnetMappings: [
        { subnet: 'subnet-a', endpoint: 'vpce-1' },
        { subnet: 'subnet-b', endpoint: 'vpce-2' },
      ],
    });
    expect(codes(converted)).not.toContain('companion-missing');
    expect(codes(converted)).not.toContain('unknown-answer');
  });

  test('an endpoint that is listed among the VPC endpoints stays there, and is that of the firewall', () => {
    const endpoint = {
      VpcEndpointId: 'vpce-1',
      VpcId: 'vpc-a',
      VpcEndpointType: 'GatewayLoadBalancer',
      ServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-1',
      State: 'available',
      SubnetIds: ['subnet-a'],
    };
    const converted = read(firewall(), { VpcEndpoints: [endpoint] });
    expect(only(converted, 'vpcEndpoints')).toMatchObject({
      id: 'vpce-1',
      subnet: 'subnet-a',
      firewall: FIREWALL,
    });
    expect(only(converted, 'networkFirewalls')['subnetMappings']).toEqual([
      { subnet: 'subnet-b', endpoint: 'vpce-2' },
    ]);
  });

  test('GEN-10 an endpoint that is not ready has its state', () => {
    const failed = {
      SyncStates: {
        'us-east-1a': { Attachment: { SubnetId: 'subnet-a', EndpointId: 'vpce-1', Status: 'FAILED' } },
      },
    };
    const converted = read(firewall({ SubnetMappings: [{ SubnetId: 'subnet-a' }] }, failed));
    expect(only(converted, 'vpcEndpoints')).toEqual({
      id: 'vpce-1',
      vpc: 'vpc-a',
      vpcEndpointType: 'GatewayLoadBalancer',
      subnet: 'subnet-a',
      state: 'failed',
      firewall: FIREWALL,
    });
    expect(only(converted, 'networkFirewalls')).not.toHaveProperty('subnetMappings');
  });

  test('NFW-20 a firewall that is attached to a transit gateway', () => {
    const attached = firewall(
      {
        VpcId: undefined,
        SubnetMappings: undefined,
        TransitGatewayId: 'tgw-a',
        AvailabilityZoneMappings: [{ AvailabilityZone: 'use1-az1' }],
      },
      {
        SyncStates: {},
        TransitGatewayAttachmentSyncState: {
          AttachmentId: 'tgw-attach-fw',
          TransitGatewayAttachmentStatus: 'READY',
        },
      },
    );
    const converted = read(attached, {
      TransitGatewayAttachments: [
        {
          TransitGatewayAttachmentId: 'tgw-attach-fw',
          TransitGatewayId: 'tgw-a',
          ResourceType: 'network-function',
          ResourceId: FIREWALL,
          State: 'available',
        },
      ],
    });
    expect(only(converted, 'transitGatewayAttachments')).toEqual({
      id: 'tgw-attach-fw',
      transitGateway: 'tgw-a',
      state: 'available',
      firewall: FIREWALL,
      availabilityZones: ['use1-az1'],
    });
    expect(only(converted, 'networkFirewalls')).toEqual({
      id: FIREWALL,
      name: 'edge',
      firewallPolicy: POLICY,
    });
  });

  test('a route to an endpoint that no answer shows is said', () => {
    const route = {
      DestinationCidrBlock: '0.0.0.0/0',
      GatewayId: 'vpce-1',
      State: 'active',
      Origin: 'CreateRoute',
    };
    const tables = { Vpcs: [vpc()], RouteTables: [routeTable([localRoute(), route])] };
    expect(detailsOf(read(tables), 'companion-missing').join()).toContain('VPC endpoint `vpce-1`');
    expect(detailsOf(read(tables, firewall()), 'companion-missing').join()).not.toContain('`vpce-1`');
  });

  test('what is missing is said with its command', () => {
    const listed = read({ Firewalls: [{ FirewallName: 'edge', FirewallArn: FIREWALL }] });
    expect(section(listed, 'networkFirewalls')).toEqual([]);
    expect(detailsOf(listed, 'companion-missing').join()).toContain(
      '`aws network-firewall describe-firewall --firewall-arn …`',
    );
    expect(detailsOf(read(firewall()), 'companion-missing').join()).toContain('describe-firewall-policy');
    expect(detailsOf(read(firewall(), policy()), 'companion-missing').join()).toContain(
      'describe-rule-group',
    );
    expect(detailsOf(read({ Firewall: firewall().Firewall }), 'companion-missing').join()).toContain(
      'does not show its endpoints',
    );
  });
});

describe('policies', () => {
  test('NFW-2, NFW-8 stateless and stateful groups by their priorities', () => {
    const converted = read(
      policy(),
      stateless(
        statelessRule(
          1,
          {
            Protocols: [6],
            Sources: [{ AddressDefinition: '10.0.0.0/8' }],
            Destinations: [{ AddressDefinition: '192.0.2.1' }],
            SourcePorts: [{ FromPort: 1024, ToPort: 65535 }],
            DestinationPorts: [{ FromPort: 443, ToPort: 443 }],
          },
          'aws:pass',
        ),
        statelessRule(
          2,
          {
            Sources: [{ AddressDefinition: '0.0.0.0/0' }],
            TCPFlags: [{ Flags: ['SYN'], Masks: ['SYN', 'ACK'] }],
          },
          'aws:drop',
          'CountDrops',
        ),
      ),
      stateful({ RulesString: 'pass tcp any any -> any 443 (sid:1;)' }),
    );
    expect(only(converted, 'firewallPolicies')).toEqual({
      id: POLICY,
      name: 'edge',
      statelessDefaultAction: 'forward',
      ruleOrder: 'strict',
      statefulDefaultActions: ['aws:drop_strict', 'aws:alert_strict'],
      statelessRuleGroups: [
        {
          priority: 1,
          rules: [
            {
              priority: 1,
              action: 'pass',
              protocols: ['6'],
              sources: ['10.0.0.0/8'],
              destinations: ['192.0.2.1/32'],
              sourcePorts: ['1024-65535'],
              destinationPorts: ['443'],
            },
            { priority: 2, action: 'drop', sources: ['0.0.0.0/0'], tcpFlags: true },
          ],
        },
      ],
      statefulRuleGroups: [{ name: 'second', priority: 10, rules: ['pass tcp any any -> any 443 (sid:1;)'] }],
    });
  });

  test('NFW-19 without options the order is that of actions', () => {
    const converted = read(policy({ StatefulEngineOptions: undefined, StatefulDefaultActions: undefined }));
    expect(only(converted, 'firewallPolicies')['ruleOrder']).toBe('action');
  });

  test.each([
    ['DROP', undefined],
    ['CONTINUE', 'continue'],
    ['REJECT', 'reject'],
    ['MAYBE', undefined],
  ])('NFW-18 a flow that is first seen midway: %s', (StreamExceptionPolicy, expected) => {
    const converted = read(policy({ StatefulEngineOptions: { StreamExceptionPolicy } }));
    expect(only(converted, 'firewallPolicies')['streamExceptionPolicy']).toBe(expected);
    expect(detailsOf(converted, 'invalid-value')).toHaveLength(StreamExceptionPolicy === 'MAYBE' ? 1 : 0);
  });

  test('EVAL-8 a group whose rules are in no answer leaves the policy open', () => {
    const converted = read(policy());
    expect(only(converted, 'firewallPolicies')).toMatchObject({
      statelessRuleGroups: [{ priority: 1, rules: [], incomplete: true }],
      statefulRuleGroups: [{ name: 'second', priority: 10, incomplete: true }],
    });
    expect(detailsOf(converted, 'companion-missing').join()).toContain('Rule groups `first`, `second`');
  });

  test('NFW-21 a group of AWS cannot be read, and one with drops turned to alerts never blocks', () => {
    const converted = read(
      policy({
        StatelessRuleGroupReferences: [],
        StatefulRuleGroupReferences: [
          { ResourceArn: MANAGED, Priority: 1, Override: { Action: 'DROP_TO_ALERT' } },
          { ResourceArn: MANAGED, Priority: 2 },
        ],
      }),
    );
    expect(only(converted, 'firewallPolicies')['statefulRuleGroups']).toEqual([
      { name: 'ThreatSignaturesWebAttacks', priority: 1, dropToAlert: true, managed: true },
      { name: 'ThreatSignaturesWebAttacks', priority: 2, managed: true },
    ]);
    expect(codes(converted)).not.toContain('companion-missing');
  });

  test('EVAL-8 a policy that breaks off may name more groups before those it shows', () => {
    const { FirewallPolicyResponse, FirewallPolicy } = policy();
    const text = JSON.stringify({ FirewallPolicyResponse, FirewallPolicy });
    const converted = readFiles({ 'policy.json': text.slice(0, text.indexOf(',"StatefulDefaultActions"')) });
    expect(only(converted, 'firewallPolicies')).toMatchObject({
      statelessRuleGroups: [{ rules: [], incomplete: true }, { priority: 1 }],
      statefulRuleGroups: [{ incomplete: true }, { priority: 10 }],
    });
    expect(codes(converted)).toContain('answer-cut-short');
  });

  test('a policy or group that says not whose it is, is left out and counted', () => {
    const converted = read(
      { FirewallPolicy: policy().FirewallPolicy },
      { RuleGroup: { RulesSource: { RulesString: '' } } },
    );
    expect(section(converted, 'firewallPolicies')).toEqual([]);
    expect(codes(converted)).toContain('missing-value');
    expect(converted.counts).toMatchObject([{ skipped: 1 }, { skipped: 1 }]);
  });
});

describe('rules', () => {
  const groupOf = (source: object, more: object = {}, own: object = {}) => {
    const converted = read(policy({ StatelessRuleGroupReferences: [], ...own }), stateful(source, more));
    const [group] = only(converted, 'firewallPolicies')['statefulRuleGroups'] as Readonly<
      Record<string, unknown>
    >[];
    return { group, converted };
  };
  const rulesOf = (source: object, more: object = {}) => groupOf(source, more).group?.['rules'];

  test('NFW-9 as text, with comments and lines that go on', () => {
    const RulesString =
      '# ours\npass tcp $HOME_NET any -> any 443 (sid:1;)\r\n\ndrop tcp any any \\\n  -> any any (sid:2;)\n';
    expect(rulesOf({ RulesString })).toEqual([
      'pass tcp $HOME_NET any -> any 443 (sid:1;)',
      'drop tcp any any -> any any (sid:2;)',
    ]);
  });

  test('NFW-9 as five-tuples', () => {
    const rule = (Header: object, ...RuleOptions: object[]) => ({
      Action: 'PASS',
      Header: {
        Protocol: 'TCP',
        Source: '10.0.0.0/16',
        SourcePort: 'ANY',
        Direction: 'FORWARD',
        Destination: 'ANY',
        DestinationPort: '443',
        ...Header,
      },
      RuleOptions,
    });
    const StatefulRules = [
      rule({}, { Keyword: 'sid', Settings: ['1'] }, { Keyword: 'noalert' }),
      rule({ Direction: 'ANY', Protocol: 'ICMP', DestinationPort: 'ANY' }),
    ];
    expect(rulesOf({ StatefulRules })).toEqual([
      'pass tcp 10.0.0.0/16 any -> any 443 (sid:1; noalert;)',
      'pass icmp 10.0.0.0/16 any <> any any',
    ]);
  });

  test('NFW-13 a list of domains is kept as such; one that only alerts drops nothing', () => {
    const list = (GeneratedRulesType: string) => ({
      RulesSourceList: {
        Targets: ['.example.com'],
        TargetTypes: ['TLS_SNI', 'HTTP_HOST'],
        GeneratedRulesType,
      },
    });
    const domainsOf = (kind: string) => groupOf(list(kind)).group;
    const targets = ['.example.com'];
    const protocols = ['tls', 'http'];
    expect(domainsOf('ALLOWLIST')).toMatchObject({ domainList: { action: 'allow', targets, protocols } });
    expect(domainsOf('REJECTLIST')).toMatchObject({ domainList: { action: 'deny', targets, protocols } });
    expect(domainsOf('ALERTLIST')).toMatchObject({ rules: [] });
    expect(domainsOf('ALERTLIST')).not.toHaveProperty('domainList');
    expect(domainsOf('ALLOWLIST')).not.toHaveProperty('incomplete');
    expect(domainsOf('LISTLIST')).toMatchObject({ incomplete: true });
  });

  test('NFW-12 home is what the group says, else the policy; other variables are replaced', () => {
    const RuleVariables = {
      IPSets: {
        HOME_NET: { Definition: ['10.0.0.0/8', '172.16.0.0/12'] },
        WEB: { Definition: ['10.0.1.0/24', '$DB'] },
        DB: { Definition: ['10.0.2.5'] },
      },
      PortSets: { PORTS: { Definition: ['443', '8000:8010'] } },
    };
    const RulesString = [
      'pass tcp $HOME_NET any -> $WEB $PORTS (sid:1;)',
      'drop ip ![$WEB, 10.9.0.0/16] any -> [10.8.0.0/16,!$DB] any (sid:2;)',
    ].join('\n');
    const { group } = groupOf({ RulesString }, { RuleVariables });
    expect(group).toEqual({
      name: 'second',
      priority: 10,
      homeNet: ['10.0.0.0/8', '172.16.0.0/12'],
      rules: [
        'pass tcp $HOME_NET any -> [10.0.1.0/24,10.0.2.5] [443,8000:8010] (sid:1;)',
        'drop ip [!10.0.1.0/24,!10.0.2.5,!10.9.0.0/16] any -> [10.8.0.0/16,!10.0.2.5] any (sid:2;)',
      ],
    });
    const PolicyVariables = { RuleVariables: { HOME_NET: { Definition: ['10.5.0.0/16'] } } };
    expect(
      groupOf({ RulesString: 'pass ip $HOME_NET any -> any any' }, {}, { PolicyVariables }).group,
    ).toMatchObject({ homeNet: ['10.5.0.0/16'] });
  });

  test('NFW-22 rules that cannot be read leave the group open, and are said', () => {
    const { group, converted } = groupOf({
      RulesString:
        'pass tcp @partners any -> any 443 (sid:1;)\npass udp any any -> any 53 (sid:2;)\npass tcp any any -> any $UNSET (sid:3;)',
    });
    expect(group).toMatchObject({ rules: ['pass udp any any -> any 53 (sid:2;)'], incomplete: true });
    expect(detailsOf(converted, 'firewall-rules-unread').join()).toContain(
      '2 of its 3 rules could not be read',
    );
  });

  test('a stateless rule that cannot be read leaves its group open', () => {
    const converted = read(
      policy({ StatefulRuleGroupReferences: [] }),
      stateless(
        statelessRule(1, { Sources: [{ AddressDefinition: '10.0.0.0/99' }] }, 'aws:pass'),
        statelessRule(2, {}, 'aws:drop'),
      ),
    );
    expect(only(converted, 'firewallPolicies')['statelessRuleGroups']).toEqual([
      { priority: 1, rules: [{ priority: 2, action: 'drop' }], incomplete: true },
    ]);
  });
});
