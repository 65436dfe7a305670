import { expect, test } from 'vitest';
import { readHoplight } from '../../../engine/formats/hoplight/read.ts';
import { lint } from '../../../engine/lint/index.ts';

test('smoke', () => {
  const doc = {
    vpcs: [{ id: 'vpc-a', cidrBlock: '10.0.0.0/16', internetGateway: 'igw-a' }],
    subnets: [
      { id: 'public', vpc: 'vpc-a', cidrBlock: '10.0.0.0/24', availabilityZone: 'us-east-1a', routeTable: 'rt-public', mapPublicIpOnLaunch: true },
      { id: 'private', vpc: 'vpc-a', cidrBlock: '10.0.2.0/24', availabilityZone: 'us-east-1a', routeTable: 'rt-private', networkAcl: 'acl-p' },
    ],
    networkAcls: [{ id: 'acl-p', vpc: 'vpc-a', ingress: [{ ruleNumber: 100, ruleAction: 'allow', protocol: 'tcp', ports: 5432, cidrBlock: '10.0.0.0/16' }, { ruleNumber: 110, ruleAction: 'allow', protocol: 'tcp', ports: '1024-65535', cidrBlock: '0.0.0.0/0' }], egress: [{ ruleNumber: 100, ruleAction: 'allow', protocol: 'tcp', ports: '1024-65535', cidrBlock: '10.0.0.0/16' }, { ruleNumber: 110, ruleAction: 'allow', protocol: 'tcp', ports: 443, cidrBlock: '0.0.0.0/0' }] }],
    routeTables: [
      { id: 'rt-public', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'igw-a' }] },
      { id: 'rt-private', vpc: 'vpc-a', routes: [{ destination: '0.0.0.0/0', target: 'nat-a' }] },
    ],
    natGateways: [{ id: 'nat-a', subnet: 'public', privateIp: '10.0.0.200', publicIp: '198.51.100.200' }],
    securityGroups: [
      { id: 'sg-web', vpc: 'vpc-a', ingress: [{ protocol: 'tcp', ports: 443, from: '0.0.0.0/0' }] },
      { id: 'sg-db', vpc: 'vpc-a', ingress: [{ protocol: 'tcp', ports: 5432, from: 'sg-web' }] },
    ],
    instances: [
      { id: 'web-1', subnet: 'public', privateIp: '10.0.0.10', publicIp: '198.51.100.10', securityGroups: ['sg-web'] },
      { id: 'db-1', subnet: 'private', privateIp: '10.0.2.20', securityGroups: ['sg-db'] },
    ],
  };
  const { network, diagnostics } = readHoplight(doc);
  console.log(diagnostics, lint(network).map((d) => `${d.severity} ${d.code} ${d.rule} ${d.detail}`).join('\n'));
  const big = bigDoc();
  let t = performance.now();
  const b = readHoplight(big);
  console.log('read', performance.now() - t, b.diagnostics.length);
  t = performance.now();
  const out = lint(b.network);
  console.log('lint', performance.now() - t, out.length);
  const c = new Map<string, number>();
  for (const d of out) c.set(d.code, (c.get(d.code) ?? 0) + 1);
  console.log(c);
  expect(1).toBe(1);
});

function bigDoc() {
  const vpcs = [], subnets = [], routeTables = [], securityGroups = [], networkAcls = [], instances = [], natGateways = [];
  for (let v = 0; v < 20; v++) {
    vpcs.push({ id: `vpc-${v}`, cidrBlock: `10.${v}.0.0/16`, internetGateway: `igw-${v}` });
    routeTables.push({ id: `pub-${v}`, vpc: `vpc-${v}`, routes: [{ destination: '0.0.0.0/0', target: `igw-${v}` }] });
    routeTables.push({ id: `priv-${v}`, vpc: `vpc-${v}`, routes: [{ destination: '0.0.0.0/0', target: `nat-${v}` }] });
    natGateways.push({ id: `nat-${v}`, subnet: `s-${v}-0`, privateIp: `10.${v}.0.250`, publicIp: `198.51.100.${v}` });
    for (let g = 0; g < 20; g++) {
      const ingress = [];
      for (let r = 0; r < 20; r++) ingress.push({ protocol: 'tcp', ports: 1000 + r, from: `sg-${v}-${(g + r) % 20}` }, { protocol: 'tcp', ports: 2000 + r, from: `10.${v}.${r}.0/24` });
      securityGroups.push({ id: `sg-${v}-${g}`, vpc: `vpc-${v}`, ingress });
    }
    for (let a = 0; a < 5; a++) {
      const e = (ports: string) => Array.from({ length: 19 }, (_, i) => ({ ruleNumber: 100 + i, ruleAction: i % 5 === 4 ? 'deny' : 'allow', protocol: 'tcp', ports: i === 0 ? ports : 3000 + i, cidrBlock: `10.${(v + i) % 20}.0.0/16` }));
      networkAcls.push({ id: `acl-${v}-${a}`, vpc: `vpc-${v}`, ingress: e('443'), egress: e('1024-65535') });
    }
    for (let s = 0; s < 10; s++) {
      subnets.push({ id: `s-${v}-${s}`, vpc: `vpc-${v}`, cidrBlock: `10.${v}.${s}.0/24`, availabilityZone: `z${s % 3}`, routeTable: s < 3 ? `pub-${v}` : `priv-${v}`, networkAcl: `acl-${v}-${s % 5}` });
      for (let i = 0; i < 50; i++) instances.push({ id: `i-${v}-${s}-${i}`, subnet: `s-${v}-${s}`, privateIp: `10.${v}.${s}.${i + 4}`, securityGroups: [`sg-${v}-${i % 20}`, `sg-${v}-${(i * 7) % 20}`] });
    }
  }
  return { vpcs, subnets, routeTables, securityGroups, networkAcls, instances, natGateways };
}
