/** What is written for people and for CloudFormation; tables and Terraform have files of their own. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { eachLeaf, formatCidr, planFormats, writePlan } from '../../../../engine/index.ts';
import { hostileTexts, plan, planOf } from './arbitraries.ts';

const shop = planOf(
  {
    '10.0.0.0/16 main': {
      '10.0.0.0/17': { name: 'Paris' },
      '10.0.0.0/24': { name: 'public-a', zone: 'us-east-1a', kind: 'public', note: 'two\nlines' },
    },
    '10.1.0.0/16 main': { '10.1.0.0/20': { name: 'data' } },
  },
  { name: 'Shop' },
);

test('the formats that are offered can all be written', () => {
  for (const format of planFormats) expect(writePlan(shop, format).length).toBeGreaterThan(50);
});

describe('json and yaml', () => {
  test('are plain plans, readable and short', () => {
    expect(writePlan(shop, 'yaml')).toBe(`format: hoplight-plan/1
name: Shop
cloud: aws
blocks:
  - cidr: 10.0.0.0/16
    vpc: main
    rows:
      - cidr: 10.0.0.0/17
        name: Paris
      - cidr: 10.0.0.0/24
        name: public-a
        zone: us-east-1a
        kind: public
        note: |-
          two
          lines
  - cidr: 10.1.0.0/16
    vpc: main
    rows:
      - cidr: 10.1.0.0/20
        name: data
`);
    expect(JSON.parse(writePlan(shop, 'json'))).toEqual(parse(writePlan(shop, 'yaml')));
  });
});

describe('markdown', () => {
  test('is a table of what the planner shows', () => {
    expect(writePlan(shop, 'markdown').split('\n').slice(0, 8)).toEqual([
      '# Shop',
      '',
      '| Name | CIDR | Usable range | Usable | Zone | Kind | Note |',
      '| --- | --- | --- | ---: | --- | --- | --- |',
      '| **main** | 10.0.0.0/16 |  | 251 |  |  |  |',
      '| **Paris** | 10.0.0.0/17 |  | 251 |  |  |  |',
      '| public\\-a | 10.0.0.0/24 | 10.0.0.4 – 10.0.0.254 | 251 | us\\-east\\-1a | public | two<br>lines |',
      '| *free* | 10.0.1.0/24 |  | 256 |  |  |  |',
    ]);
  });

  test('names and notes stay in their cells and are text', () => {
    for (const text of hostileTexts) {
      const each = planOf({ '10.0.0.0/24': { '10.0.0.0/25': { name: text, note: text } } });
      const [, , row = ''] = writePlan(each, 'markdown').split('\n');
      expect(row.replace(/\\./g, '').split('|')).toHaveLength(9);
      expect(row.replaceAll('<br>', '')).not.toMatch(/[<>]|(?<!\\)[`*[\]]/);
    }
  });
});

describe('cloudformation', () => {
  interface Template {
    readonly Resources: Readonly<Record<string, Resource>>;
    readonly Parameters?: object;
  }
  interface Resource {
    readonly Type: string;
    readonly DependsOn?: readonly string[];
    readonly Properties: Readonly<Record<string, unknown>> & {
      readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
    };
  }
  const template = (text: string) => parse(text) as Template;

  test('VPC, further block, subnets that wait for it', () => {
    expect(writePlan(shop, 'cloudformation')).toBe(`AWSTemplateFormatVersion: "2010-09-09"
Description: "Shop"
Resources:
  Main:
    Type: "AWS::EC2::VPC"
    Properties:
      CidrBlock: "10.0.0.0/16"
      Tags:
        - Key: "Name"
          Value: "main"
  MainBlock1010016:
    Type: "AWS::EC2::VPCCidrBlock"
    Properties:
      VpcId:
        Ref: "Main"
      CidrBlock: "10.1.0.0/16"
  PublicA:
    Type: "AWS::EC2::Subnet"
    Properties:
      VpcId:
        Ref: "Main"
      CidrBlock: "10.0.0.0/24"
      AvailabilityZone: "us-east-1a"
      Tags:
        - Key: "Name"
          Value: "public-a"
        - Key: "Kind"
          Value: "public"
        - Key: "Note"
          Value: "two\\nlines"
  Data:
    Type: "AWS::EC2::Subnet"
    DependsOn:
      - "MainBlock1010016"
    Properties:
      VpcId:
        Ref: "Main"
      CidrBlock: "10.1.0.0/20"
      Tags:
        - Key: "Name"
          Value: "data"
`);
  });

  test('IPv6 blocks come from a pool that is asked for', () => {
    const six = planOf({
      '10.0.0.0/16 a': { '10.0.0.0/24': {} },
      '2001:db8::/56 a': { '2001:db8::/64': { name: 'six' } },
    });
    const { Parameters, Resources } = template(writePlan(six, 'cloudformation'));
    expect(Object.keys(Parameters ?? {})).toEqual(['Ipv6IpamPoolId']);
    const block = Object.entries(Resources).find(([, { Type }]) => Type === 'AWS::EC2::VPCCidrBlock');
    expect(block?.[1].Properties).toMatchObject({
      Ipv6CidrBlock: '2001:db8::/56',
      Ipv6IpamPoolId: { Ref: 'Ipv6IpamPoolId' },
    });
    expect(Resources['Six']).toMatchObject({ DependsOn: [block?.[0]], Properties: { Ipv6Native: true } });
  });

  test('more resources than a template may have are told', () => {
    const many = planOf({ '10.0.0.0/16': {} });
    const [block] = many.blocks;
    const rows = Array.from({ length: 250 }, (_, at) => [`10.0.${at}.0/25`, {}]);
    const more = Array.from({ length: 250 }, (_, at) => [`10.0.${at}.128/25`, {}]);
    const text = writePlan(
      planOf({ '10.0.0.0/16': Object.fromEntries([...rows, ...more]) }),
      'cloudformation',
    );
    expect(block).toBeDefined();
    expect(text).toMatch(/^# 501 resources: a template may have 500\./);
  });

  test('names and notes are text, whatever they hold, and each value is quoted', () => {
    for (const each of [...hostileTexts, 'no', 'Yes', 'off']) {
      const text = writePlan(
        planOf({ '10.0.0.0/16': { '10.0.1.0/24': { name: each, note: each } } }),
        'cloudformation',
      );
      const subnet = Object.values(template(text).Resources).find(({ Type }) => Type === 'AWS::EC2::Subnet');
      expect(subnet?.Properties.Tags?.map(({ Value }) => Value)).toEqual([each, each]);
      expect(text).not.toMatch(/[\u007f-\u009f\u2028\u2029\ufeff]/);
      for (const line of text.split('\n'))
        expect(line).toMatch(/^$|^ *(- )?\w+:( ("([^"\\]|\\.)*"|true))?$|^ *- "[^"]*"$/);
    }
  });

  test('every plan has unique logical ids, and all its subnets', () => {
    const property = fc.property(plan, (each) => {
      const { Resources } = template(writePlan(each, 'cloudformation'));
      for (const id of Object.keys(Resources)) expect(id).toMatch(/^[A-Za-z][A-Za-z0-9]{0,254}$/);
      const subnets = Object.values(Resources).filter(({ Type }) => Type === 'AWS::EC2::Subnet');
      const written = subnets.flatMap(({ Properties }) =>
        [Properties['CidrBlock'], Properties['Ipv6CidrBlock']].filter((cidr) => cidr !== undefined),
      );
      const planned: string[] = [];
      for (const { root, cidr } of each.blocks)
        eachLeaf(root, cidr, ({ free }, at) => {
          if (!free) planned.push(formatCidr(at));
        });
      expect(written.sort()).toEqual(planned.sort());
      for (const { DependsOn = [] } of subnets)
        for (const id of DependsOn) expect(Object.keys(Resources)).toContain(id);
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });
});
