import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { hoplight, hoplightHere, inFolder, twoTiers } from './hoplight.ts';
import { needs, paris } from './plan.ts';

const network = 'format: hoplight/1\nname: shop\nvpcs: [{ id: vpc-a, cidrBlock: 10.0.0.0/16 }]\n';
const halves = ['create', '10.0.0.0/16', '--vpc', 'vpc-a', '--split', '17'];

/** Runs a verb of `hoplight plan` with `--into` a file that holds `document`. */
const into = (document: string, verb: readonly string[], { name = 'network.yaml', input = '' } = {}) =>
  inFolder(async (folder) => {
    const file = join(folder, name);
    writeFileSync(file, document);
    const args = ['plan', ...verb, '--into', file];
    return input === '' ? hoplightHere(args) : hoplight(args, { input });
  });

describe('plan --into', () => {
  test('adds the subnets to the VPC of that name, and says what was added', async () => {
    const { status, stdout, stderr } = await into(network, halves);
    expect(parse(stdout)).toMatchObject({
      format: 'hoplight/1',
      name: 'shop',
      vpcs: { length: 1 },
      subnets: [
        { vpc: 'vpc-a', cidrBlock: '10.0.0.0/17' },
        { vpc: 'vpc-a', cidrBlock: '10.0.128.0/17' },
      ],
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'Added 2 subnets.\n' });
    expect((await hoplight(['lint', '-'], { input: stdout })).status).toBe(0);
  });

  test('makes what the document lacks; nothing is added twice', async () => {
    const once = await into(network, ['-'], { input: paris.replace('vpc: main', 'vpc: new') });
    expect(once.stderr).toMatch(/^Added 1 VPC, 3 subnets, 1 internet gateway, 1 route table\.\n/);
    expect(once.status).toBe(0);
    const twice = await into(once.stdout, ['-'], { input: paris.replace('vpc: main', 'vpc: new') });
    expect(twice.stderr).toMatch(/^Nothing was added: the document has all of the plan already\.\n/);
    expect(parse(twice.stdout)).toEqual(parse(once.stdout));
  });

  test('keeps all else of a document, its flows among it', async () => {
    const { stdout } = await hoplightHere([
      'plan',
      'create',
      '10.9.0.0/16',
      '--vpc',
      'new',
      '--into',
      twoTiers,
    ]);
    const { flows, securityGroups, instances } = parse(readFileSync(twoTiers, 'utf8')) as Record<
      string,
      unknown
    >;
    expect(parse(stdout)).toMatchObject({ flows, securityGroups, instances });
    expect((await hoplight(['test', '-'], { input: stdout })).status).toBe(0);
  });

  test.each([
    { name: 'network.json', args: [], isJson: true },
    { name: 'network.yaml', args: ['--json'], isJson: true },
    { name: 'network.json', args: ['--format', 'yaml'], isJson: false },
  ])('writes $name $args as the options or the ending say', async ({ name, args, isJson }) => {
    const document = name.endsWith('.json') ? JSON.stringify(parse(network)) : network;
    const { stdout } = await into(document, [...halves, ...args], { name });
    expect(stdout.startsWith('{')).toBe(isJson);
    expect(parse(stdout)).toMatchObject({ subnets: { length: 2 } });
  });

  test('-o may be the document itself', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'network.yaml');
      writeFileSync(file, network);
      const { status, stdout } = await hoplightHere(['plan', ...halves, '--into', file, '-o', file]);
      expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
      expect(parse(readFileSync(file, 'utf8'))).toMatchObject({ name: 'shop', subnets: { length: 2 } });
    });
  });

  test('SUB-2 says what AWS would refuse, and ends with 1', async () => {
    const taken = `${network}subnets: [{ id: old, vpc: vpc-a, cidrBlock: 10.0.4.0/24 }]\n`;
    const { status, stdout, stderr } = await into(taken, halves);
    expect(stderr).toMatch(/^error .*\n.*10\.0\.0\.0\/17.*10\.0\.4\.0\/24/m);
    expect(parse(stdout)).toMatchObject({
      subnets: expect.arrayContaining([{ id: 'old', vpc: 'vpc-a', cidrBlock: '10.0.4.0/24' }]),
    });
    expect(status).toBe(1);
  });

  test('takes what was allocated, and ends with 1 when not all was', async () => {
    await inFolder(async (folder) => {
      const [list, file] = [join(folder, 'needs.yaml'), join(folder, 'network.yaml')];
      writeFileSync(list, needs);
      writeFileSync(file, network);
      const { status, stdout, stderr } = await hoplightHere([
        'plan',
        'allocate',
        '10.1.0.0/22',
        '--needs',
        list,
        '--into',
        file,
      ]);
      expect(parse(stdout)).toMatchObject({
        subnets: [{ cidrBlock: '10.1.0.0/22', availabilityZone: 'eu-west-3a' }],
      });
      expect(stderr).toContain('Added 1 VPC, 1 subnet.');
      expect(stderr).toContain('`app-b` has no place');
      expect(status).toBe(1);
    });
  });

  test.each([
    { document: 'just words', args: [], says: 'The input holds no network.' },
    { document: network, args: ['--format', 'csv'], says: 'A document is YAML or JSON' },
  ])('refuses $document $args', async ({ document, args, says }) => {
    const { status, stdout, stderr } = await into(document, [...halves, ...args]);
    expect(stderr).toContain(says);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  test('standard input cannot be plan and document', async () => {
    const { status, stderr } = await hoplight(['plan', '-', '--into', '-'], { input: paris });
    expect(stderr).toContain('Standard input can be read once');
    expect(status).toBe(2);
  });
});
