import { describe, expect, test } from 'vitest';
import { hoplight, hoplightHere } from './hoplight.ts';

const answerOf = async (...args: string[]): Promise<unknown> =>
  JSON.parse((await hoplightHere(['calc', ...args, '--json'])).stdout);

describe('the command', () => {
  test.each([
    { args: ['10.0.1.0/26'], says: 'Usable in a subnet  59, all but' },
    { args: ['hosts', '29'], says: '/26 ' },
    { args: ['split', '10.0.0.0/16', '17'], says: '10.0.128.0/17' },
    { args: ['list', '10.0.0.0/28', '--from', '15'], says: '10.0.0.15' },
    { args: ['aggregate', '10.0.0.0/25', '10.0.0.128/25'], says: '10.0.0.0/24' },
    { args: ['supernet', '10.0.1.0/24', '10.0.2.7'], says: '10.0.0.0/22' },
    { args: ['subtract', '10.0.0.0/24', '--minus', '10.0.0.0/25'], says: '10.0.0.128/25' },
    { args: ['intersect', '10.0.0.0/24', '--with', '10.0.0.0/25'], says: '10.0.0.0/25' },
    { args: ['overlaps', '10.0.0.0/24', '10.0.1.0/24'], says: 'No two of 2 blocks overlap.' },
    { args: ['cidrsubnet', '10.0.0.0/16', '8', '3'], says: '10.0.3.0/24' },
    { args: ['cidrsubnets', '10.0.0.0/16', '8', '8'], says: '10.0.1.0/24' },
    { args: ['cidrhost', '10.0.0.0/16', '-1'], says: '10.0.255.255' },
    { args: ['cidrnetmask', '10.0.0.0/16'], says: '255.255.0.0' },
    { args: ['fn-cidr', '10.0.0.0/16', '2', '8'], says: '10.0.1.0/24' },
  ])('answers calc $args', async ({ args, says }) => {
    const { status, stdout, stderr } = await hoplight(['calc', ...args]);
    expect(stdout).toContain(says);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('calc', () => {
  test('describes a block, bits after the prefix cleared', async () => {
    const { status, stdout, stderr } = await hoplightHere(['calc', '10.0.1.77/26']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^10\.0\.1\.64\/26\n {2}Given +10\.0\.1\.77\n/);
    expect(stdout).toMatch(/Usable in a subnet +59, all but\n +10\.0\.1\.64 +Network address\n/);
  });

  test('ADDR-5 shows both masks side by side, and the numbers in hexadecimal and binary', async () => {
    const { stdout } = await hoplightHere(['calc', '192.168.123.132/24']);
    expect(stdout).toMatch(/Subnet mask +255\.255\.255\.0, \/24: which subnet\n/);
    expect(stdout).toMatch(/Class mask +255\.255\.255\.0, \/24 of class C: which network\n/);
    expect(stdout).toMatch(/Hosts +192\.168\.123\.1 to 192\.168\.123\.254, 254\n/);
    expect(stdout).toMatch(/Given +c0a87b84 +11000000\.10101000\.01111011\|10000100\n/);
    expect(stdout).toMatch(/Wildcard +000000ff +00000000\.00000000\.00000000\|11111111\n/);
  });

  test('ADDR-4 knows classes without a mask', async () => {
    expect((await hoplightHere(['calc', '224.0.0.0/4'])).stdout).toMatch(/Class mask +none in class D\n/);
  });

  test('describes IPv6 with every digit', async () => {
    const { stdout } = await hoplightHere(['calc', '2001:db8::/56']);
    expect(stdout).toMatch(/Blocks of \/64 +256\n/);
    expect(stdout).toMatch(/Last address +2001:0db8:0000:00ff:ffff:ffff:ffff:ffff\n/);
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  test.each([
    { cloud: 'aws', usable: 251, first: '10.0.1.4' },
    { cloud: 'azure', usable: 251, first: '10.0.1.4' },
    { cloud: 'gcp', usable: 252, first: '10.0.1.2' },
    { cloud: 'oci', usable: 253, first: '10.0.1.2' },
    { cloud: 'standard', usable: 254, first: '10.0.1.1' },
  ])('--cloud $cloud leaves $usable of a /24', async ({ cloud, usable, first }) => {
    expect(await answerOf('10.0.1.0/24', '--cloud', cloud)).toMatchObject({
      subnet: { cloud, fits: true, usableAddressCount: usable, usableRange: { first } },
      aws: { usableAddressCount: 251 },
    });
  });

  test('answers in JSON, IPv6 counts as text', async () => {
    expect(await answerOf('10.0.0.0/28')).toMatchObject({
      format: 'hoplight-calc/1',
      addressCount: 16,
      classMask: '255.0.0.0',
      aws: { usableAddressCount: 11, subnet: { fits: true } },
      hex: { netmask: 'fffffff0' },
      binary: { wildcard: '00000000.00000000.00000000.00001111' },
    });
    expect(await answerOf('2001:db8::/64')).toMatchObject({
      addressCount: '18446744073709551616',
      aws: { reserved: { length: 5 } },
      routerAnycast: '2001:db8::',
    });
  });

  test('takes several blocks, and one a line of standard input', async () => {
    expect(await answerOf('10.0.0.0/24', '10.0.1.0/24')).toMatchObject({
      format: 'hoplight-calc/1',
      blocks: [{ cidr: '10.0.0.0/24' }, { cidr: '10.0.1.0/24' }],
    });
    const input = '10.0.0.0/24 # office\r\n\n  2001:db8::/64\n';
    const { stdout } = await hoplight(['calc', '-', '--json'], { input });
    expect(JSON.parse(stdout)).toMatchObject({
      blocks: [{ cidr: '10.0.0.0/24' }, { cidr: '2001:db8::/64' }],
    });
    expect(
      JSON.parse((await hoplight(['calc', '-', '--json'], { input: '10.0.0.0/24' })).stdout),
    ).toMatchObject({
      blocks: [{ cidr: '10.0.0.0/24' }],
    });
  });

  test.each([
    { written: '10.0.0.0/255.255.252.0', cidr: '10.0.0.0/22' },
    { written: '10.0.0.0 255.255.252.0', cidr: '10.0.0.0/22' },
    { written: '10.0.0.0-10.0.3.255', cidr: '10.0.0.0/22' },
    { written: '2001:db8:: - 2001:db8::ffff', cidr: '2001:db8::/112' },
  ])('reads $written as $cidr', async ({ written, cidr }) => {
    expect(await answerOf(written)).toMatchObject({ cidr });
  });

  test('says when a mask left bits to clear', async () => {
    const { stdout, stderr } = await hoplightHere(['calc', '10.0.0.5 255.255.255.0']);
    expect(stdout).toMatch(/^10\.0\.0\.0\/24\n/);
    expect(stderr).toBe('Bits after the prefix were cleared: 10.0.0.5/24 → 10.0.0.0/24\n');
  });

  test.each([
    { text: '10.0.0.0/33', says: 'only 32 bits' },
    { text: '010.0.0.0/8', says: 'leading zero' },
    { text: 'x/8', says: 'is not an IP address' },
    { text: '', says: 'is empty' },
    { text: '10.0.0.0', says: 'write `10.0.0.0/32`' },
    { text: '10.0.0.0-10.0.2.255', says: 'is 2 blocks and not one' },
    { text: '10.0.0.0/255.0.255.0', says: 'ones do not all come first' },
    { text: 'cidrsubnt', says: 'has no verb `cidrsubnt`. Did you mean `cidrsubnet`' },
    { text: '\u001b[31m10.0.0.0/8', says: '\u{FFFD}[31m10.0.0.0/8' },
  ])('refuses $text with a reason', async ({ text, says }) => {
    const { status, stdout, stderr } = await hoplightHere(['calc', text]);
    expect(stderr).toMatch(/^hoplight: \S.*\n$/);
    expect(stderr).toContain(says);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  test('names the lines of standard input that it cannot read, and not all of many', async () => {
    const input = ['10.0.0.0/8', ...Array.from({ length: 8 }, (_, at) => `10.0.0.${at}/99`)].join('\n');
    const { status, stderr } = await hoplight(['calc', '-'], { input });
    expect(stderr).toMatch(/^hoplight: -:2: `10\.0\.0\.0\/99`/);
    expect(stderr).toContain('and 3 more lines that cannot be read');
    expect(stderr.trimEnd().split('\n')).toHaveLength(6);
    expect(status).toBe(2);
  });

  test('standard input without a block is no answer', async () => {
    const { status, stderr } = await hoplight(['calc', '-'], { input: '# nothing\n' });
    expect(stderr).toContain('Standard input holds no block');
    expect(status).toBe(2);
  });

  test('options stand after the verb that they belong to', async () => {
    const { status, stderr } = await hoplightHere(['calc', '--cloud', 'gcp', 'hosts', '3']);
    expect(stderr).toContain('Options stand after the verb: `hoplight calc hosts … --option`');
    expect(status).toBe(2);
  });
});

describe('calc hosts', () => {
  test('ADDR-8 names the smallest subnet, and what the next smaller one lacks', async () => {
    const { status, stdout } = await hoplightHere(['calc', 'hosts', '29']);
    expect(stdout).toBe('/26  64 addresses, 59 usable on AWS; a /27 would have 27\n');
    expect(status).toBe(0);
    expect(await answerOf('hosts', '29', '--cloud', 'standard')).toEqual({
      format: 'hoplight-hosts/1',
      hosts: 29,
      cloud: 'standard',
      family: 4,
      prefixLength: 27,
      addressCount: 32,
      usableAddressCount: 30,
    });
  });

  test('knows where subnets end at both ends', async () => {
    expect((await hoplightHere(['calc', 'hosts', '1'])).stdout).toContain('the smallest there is');
    const { status, stdout } = await hoplightHere(['calc', 'hosts', '70000']);
    expect(stdout).toContain('AWS has no IPv4 subnet for 70,000 hosts: its largest, /16, has 65,531');
    expect(status).toBe(1);
    expect(await answerOf('hosts', '70000')).toMatchObject({ prefixLength: null });
    expect(await answerOf('hosts', '70000', '--family', '6')).toMatchObject({
      prefixLength: 64,
      usableAddressCount: '18446744073709551611',
    });
  });
});

describe('calc split', () => {
  test.each([
    { args: ['10.10.0.0/16', '18'], blocks: 4, last: '10.10.192.0/18' },
    { args: ['10.10.0.0/16', '/18'], blocks: 4, last: '10.10.192.0/18' },
    { args: ['10.10.0.0/16', '--parts', '3'], blocks: 4, last: '10.10.192.0/18' },
    { args: ['10.10.0.0/16', '--uneven', '17,18,20'], blocks: 3, last: '10.10.192.0/20' },
    { args: ['2001:db8::/56', '64'], blocks: 256, last: '2001:db8:0:ff::/64' },
  ])('ADDR-7 $args', async ({ args, blocks, last }) => {
    const { status, stdout } = await hoplightHere(['calc', 'split', ...args]);
    const lines = stdout.trimEnd().split('\n');
    expect({ status, blocks: lines.length, last: lines.at(-1) }).toEqual({ status: 0, blocks, last });
  });

  test('answers in JSON', async () => {
    expect(await answerOf('split', '10.0.0.0/16', '17')).toEqual({
      format: 'hoplight-blocks/1',
      blocks: ['10.0.0.0/17', '10.0.128.0/17'],
    });
  });

  test('says when equal parts are more than were asked for', async () => {
    const { stderr } = await hoplightHere(['calc', 'split', '10.0.0.0/16', '--parts', '3']);
    expect(stderr).toBe('Equal parts are 2, 4, 8 …: 4 instead of 3.\n');
  });

  test.each([
    { args: ['10.0.0.0/16'], says: 'Say how to divide' },
    { args: ['10.0.0.0/16', '18', '--parts', '2'], says: 'Say how to divide' },
    { args: ['10.0.0.0/16', '--uneven', '17', '--parts', '2'], says: 'cannot be used with option' },
    { args: ['10.0.0.0/16', '8'], says: 'cannot be divided into blocks of /8' },
    { args: ['10.0.0.0/8', '32'], says: 'at most 1,048,576' },
    { args: ['10.0.0.0/30', '--parts', '8'], says: 'it has too few addresses' },
    { args: ['10.0.0.0/16', '--uneven', '17,17,17'], says: 'is full before part 3, a /17' },
    { args: ['10.0.0.0/16', '--uneven', '15'], says: 'has no part of /15' },
    { args: ['10.0.0.0/16', '--uneven', '17,x'], says: 'Write a prefix length' },
  ])('refuses $args', async ({ args, says }) => {
    const { status, stdout, stderr } = await hoplightHere(['calc', 'split', ...args]);
    expect(stderr).toContain(says);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});

describe('calc list', () => {
  test('SUB-4 lists every address, the reserved ones with their purpose', async () => {
    const { stdout, stderr } = await hoplightHere(['calc', 'list', '10.0.1.0/28']);
    expect(stdout.split('\n').slice(0, 5)).toEqual([
      '10.0.1.0   Network address',
      '10.0.1.1   VPC router',
      '10.0.1.2   Reserved for DNS',
      '10.0.1.3   Kept for future use',
      '10.0.1.4',
    ]);
    expect(stderr).toBe('');
    const usable = await hoplightHere(['calc', 'list', '10.0.1.0/28', '--usable']);
    expect(usable.stdout.trimEnd().split('\n')).toHaveLength(11);
  });

  test('gives a page, and says where the next one begins', async () => {
    const page = ['calc', 'list', '10.0.0.0/16', '--limit', '2', '--from'];
    const { stdout, stderr } = await hoplightHere([...page, '10.0.1.0']);
    expect(stdout).toBe('10.0.1.0\n10.0.1.1\n');
    expect(stderr).toBe('65,278 more of 65,536: --from 258 for the next page.\n');
    expect((await hoplightHere([...page, '258'])).stdout).toBe('10.0.1.2\n10.0.1.3\n');
    expect((await hoplightHere([...page, '65535'])).stderr).toBe('');
    expect(await answerOf('list', '2001:db8::/64', '--from', '2001:db8::ffff', '--limit', '1')).toEqual({
      format: 'hoplight-addresses/1',
      cidr: '2001:db8::/64',
      total: '18446744073709551616',
      from: '65535',
      next: '65536',
      addresses: [{ address: '2001:db8::ffff', reserved: null }],
    });
  });

  test.each(['10.1.0.0', 'x', '-1', '2001:db8::'])('refuses --from %s', async (from) => {
    const { status, stderr } = await hoplightHere(['calc', 'list', '10.0.0.0/24', `--from=${from}`]);
    expect(stderr).toContain('is no address of `10.0.0.0/24` and no place in it');
    expect(status).toBe(2);
  });
});

describe('calc with sets of blocks', () => {
  test.each([
    { args: ['aggregate', '10.0.1.0/24', '10.0.0.0/24', '10.0.0.0/25'], blocks: ['10.0.0.0/23'] },
    { args: ['aggregate', '10.0.0.7-10.0.0.9', '10.0.0.6'], blocks: ['10.0.0.6/31', '10.0.0.8/31'] },
    {
      args: ['subtract', '10.0.0.0/22', '--minus', '10.0.1.0/24', '10.0.3.0/24'],
      blocks: ['10.0.0.0/24', '10.0.2.0/24'],
    },
    { args: ['subtract', '10.0.0.0/24', '--minus', '10.0.0.0/8'], blocks: [] },
    {
      args: ['intersect', '10.0.0.0/16', '--with', '10.0.255.0/24', '10.1.0.0/16'],
      blocks: ['10.0.255.0/24'],
    },
  ])('$args', async ({ args, blocks }) => {
    const { status, stdout, stderr } = await hoplightHere(['calc', ...args]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: blocks.map((block) => `${block}\n`).join('') });
    expect(stderr).toBe(blocks.length === 0 ? 'No address is left.\n' : '');
  });

  test('reads one side from standard input, not both', async () => {
    const input = '10.0.0.0/25\n10.0.0.128/25\n';
    expect((await hoplight(['calc', 'aggregate', '-'], { input })).stdout).toBe('10.0.0.0/24\n');
    expect((await hoplight(['calc', 'subtract', '10.0.0.0/23', '--minus', '-'], { input })).stdout).toBe(
      '10.0.1.0/24\n',
    );
    const both = await hoplight(['calc', 'subtract', '-', '--minus', '-'], { input });
    expect(both.stderr).toContain('Standard input can be read once');
    expect(both.status).toBe(2);
  });

  test('there is no supernet of both families', async () => {
    const { status, stderr } = await hoplightHere(['calc', 'supernet', '10.0.0.0/24', '2001:db8::/64']);
    expect(stderr).toContain('have no block around both');
    expect(status).toBe(2);
  });

  test('overlaps tells each block that lies in another', async () => {
    const none = await hoplightHere(['calc', 'overlaps', '10.0.0.0/24', '10.0.1.0/24', '2001:db8::/64']);
    expect(none).toEqual({ status: 0, stdout: 'No two of 3 blocks overlap.\n', stderr: '' });
    const blocks = ['10.0.4.0/22', '10.0.0.0/8', '10.0.0.0/16', '10.0.5.7', '10.0.0.0/16'];
    const { status, stdout } = await hoplightHere(['calc', 'overlaps', ...blocks]);
    expect(stdout).toBe(
      '10.0.0.0/16 lies in 10.0.0.0/8\n10.0.0.0/16 is there twice\n' +
        '10.0.4.0/22 lies in 10.0.0.0/16\n10.0.5.7/32 lies in 10.0.4.0/22\n',
    );
    expect(status).toBe(1);
    expect(await answerOf('overlaps', ...blocks)).toMatchObject({
      format: 'hoplight-overlaps/1',
      blocks: 5,
      overlaps: { length: 4, 0: { block: '10.0.0.0/16', within: '10.0.0.0/8' } },
    });
  });
});

describe('calc with the functions of Terraform and CloudFormation', () => {
  test.each([
    { args: ['cidrsubnet', '172.16.0.0/12', '4', '2'], value: '172.18.0.0/16' },
    {
      args: ['cidrsubnets', '10.1.0.0/16', '4', '4', '8', '4'],
      value: ['10.1.0.0/20', '10.1.16.0/20', '10.1.32.0/24', '10.1.48.0/20'],
    },
    { args: ['cidrhost', '10.12.112.0/20', '268'], value: '10.12.113.12' },
    { args: ['cidrhost', '10.12.112.0/20', '-1'], value: '10.12.127.255' },
    { args: ['cidrhost', 'fd00:fd12:3456:7890::/72', '34'], value: 'fd00:fd12:3456:7890::22' },
    { args: ['cidrnetmask', '172.16.0.0/12'], value: '255.240.0.0' },
    {
      args: ['fn-cidr', '192.168.0.0/24', '3', '5'],
      value: ['192.168.0.0/27', '192.168.0.32/27', '192.168.0.64/27'],
    },
  ])('$args', async ({ args, value }) => {
    const { status, stdout } = await hoplightHere(['calc', ...args]);
    expect(stdout).toBe(`${[value].flat().join('\n')}\n`);
    expect(status).toBe(0);
  });

  test('answers in JSON', async () => {
    expect(await answerOf('cidrsubnets', '10.1.0.0/16', '1', '2')).toEqual({
      format: 'hoplight-function/1',
      function: 'cidrsubnets',
      value: ['10.1.0.0/17', '10.1.128.0/18'],
    });
  });

  test.each([
    {
      args: ['cidrsubnet', '10.0.0.0/16', '8', '256'],
      says: 'cidrsubnet: `newbits` of 8 number the subnets 0 to 255',
    },
    { args: ['cidrsubnets', '10.0.0.0/16', '20'], says: 'make a prefix of 36' },
    { args: ['cidrhost', '10.0.0.0/24', '256'], says: 'host numbers 0 to 255' },
    { args: ['cidrhost', '10.0.0.0/24', 'last'], says: 'Write a whole number' },
    { args: ['cidrnetmask', '2001:db8::/64'], says: 'no netmask in Terraform' },
    { args: ['fn-cidr', '10.0.0.0/24', '300', '4'], says: 'from 1 to 256' },
  ])('$args is an error there too', async ({ args, says }) => {
    const { status, stdout, stderr } = await hoplightHere(['calc', ...args]);
    expect(stderr).toContain(says);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});
