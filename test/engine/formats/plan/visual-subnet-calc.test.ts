import { readFileSync } from 'node:fs';
import lzString from 'lz-string';
import { describe, expect, test } from 'vitest';
import { formatCidr, readPlan } from '../../../../engine/index.ts';
import { TINT_HUES, Tints } from '../../../../engine/formats/plan/visual-subnet-calc/tints.ts';
import { subnetsOf } from './arbitraries.ts';

const read = (text: string) => readPlan([{ path: 'pasted', text }]);
const link = (config: unknown) =>
  `https://visualsubnetcalc.com/index.html?c=1${lzString.compressToEncodedURIComponent(JSON.stringify(config))}`;

const file = {
  config_version: '2',
  operating_mode: 'AWS',
  base_network: '10.0.0.0/20',
  subnets: {
    '10.0.0.0/20': {
      '10.0.0.0/21': {
        '10.0.0.0/22': { _note: 'Servers', _color: '#9bf6ff' },
        '10.0.4.0/22': { _note: '', _color: '#ffffff' },
      },
      '10.0.8.0/21': { _note: '<b>Wifi</b>', _color: '#ffd6a5' },
    },
  },
};

const expected = {
  '10.0.0.0/22': { note: 'Servers', tint: 2 },
  '10.0.4.0/22': {},
  '10.0.8.0/21': { note: '<b>Wifi</b>', tint: 10 },
};

describe('files', () => {
  test('blocks, notes, colours and the mode', () => {
    const { plan, diagnostics, counts } = read(JSON.stringify(file));
    expect(plan).toMatchObject({ cloud: 'aws', blocks: [{ vpc: '' }] });
    expect(plan?.blocks.map(({ cidr }) => formatCidr(cidr))).toEqual(['10.0.0.0/20']);
    expect(subnetsOf(plan)).toEqual(expected);
    expect(diagnostics).toEqual([]);
    expect(counts).toEqual([{ kind: 'subnets', read: 3, inPart: 0, skipped: 0, why: undefined }]);
  });

  test.each([
    [undefined, 'standard'],
    ['AZURE', 'azure'],
    ['OCI', 'oci'],
    ['Standard', 'standard'],
    ['__proto__', 'standard'],
    ['constructor', 'standard'],
  ])('mode %s is cloud %s', (operating_mode, cloud) => {
    expect(read(JSON.stringify({ ...file, operating_mode })).plan?.cloud).toBe(cloud);
  });

  test('an undivided block is one subnet', () => {
    const config = { config_version: '2', base_network: '10.0.0.0/16', subnets: { '10.0.0.0/16': {} } };
    expect(subnetsOf(read(JSON.stringify(config)).plan)).toEqual({ '10.0.0.0/16': {} });
  });

  test('of version 1, without a base network', () => {
    const config = { config_version: '1', subnets: file.subnets };
    expect(subnetsOf(read(JSON.stringify(config)).plan)).toEqual(expected);
  });

  test('what is no block, no mode or no colour costs itself alone', () => {
    const config = {
      ...file,
      operating_mode: 'Moon',
      subnets: { '10.0.0.0/20': { '10.0.0.0/21': { _color: '#e6e6e6' }, '10.0.8.0/99': {} } },
    };
    const { plan, diagnostics } = read(JSON.stringify(config));
    expect(subnetsOf(plan)).toEqual({ '10.0.0.0/21': {} });
    expect(plan?.cloud).toBe('standard');
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'plan-value-left-out',
      'plan-value-left-out',
      'invalid-value',
    ]);
  });
});

describe('links', () => {
  test('as the program makes one for a fresh page', () => {
    // From its own tests.
    const { plan, diagnostics } = read('/index.html?c=1N4IgbiBcIEwgNCARlEBGADAOm7g9GgGwIgDOUoGA5hQL71A');
    expect(subnetsOf(plan)).toEqual({ '10.0.0.0/16': {} });
    expect(diagnostics).toEqual([]);
  });

  test('of version 2: blocks by their number', () => {
    const config = {
      v: '2',
      m: 'AWS',
      b: '10.0.0.0/20',
      s: {
        '0k': {
          '0l': { '0m': { n: 'Servers', c: '#9bf6ff' }, '1m': {} },
          '1l': { n: '<b>Wifi</b>', c: '#ffd6a5' },
        },
      },
    };
    expect(subnetsOf(read(link(config)).plan)).toEqual(expected);
    expect(read(link(config)).plan?.cloud).toBe('aws');
  });

  test('of version 1: whole blocks, short names', () => {
    const config = {
      v: '1',
      s: { '10.0.0.0/20': { '10.0.0.0/21': { _n: 'Data', _c: '#9bf6ff' }, '10.0.8.0/21': {} } },
    };
    expect(subnetsOf(read(link(config)).plan)).toEqual({
      '10.0.0.0/21': { note: 'Data', tint: 2 },
      '10.0.8.0/21': {},
    });
  });

  test('with characters that a chat program escaped', () => {
    const escaped = link({ ...file })
      .replaceAll('+', '%2B')
      .replaceAll('$', '%24');
    expect(subnetsOf(read(escaped).plan)).toEqual(expected);
  });

  test.each([
    ['cut short', link(file).slice(0, 80)],
    ['of a newer version', link(file).replace('c=1', 'c=9')],
    ['of something else', link({ some: 'thing' })],
    [
      'a short text that unpacks to a long one',
      `https://x.test/?c=1${lzString.compressToEncodedURIComponent('['.repeat(1_000_000))}`,
    ],
    ['not compressed', 'https://example.com/?c=1hello'],
    [
      'too long',
      link({ v: '2', b: '10.0.0.0/16', s: {}, n: Array.from({ length: 9000 }, (_, at) => at * 7919).join() }),
    ],
  ])('%s is told, and no fault', (_, text) => {
    const { plan, diagnostics } = read(text);
    expect(plan).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'unreadable-link', file: 'pasted' }]);
  });
});

describe('colours as tints', () => {
  test('the hues are those of the style sheet', () => {
    const css = readFileSync('src/styles/tokens.css', 'utf8');
    const hues = [...css.matchAll(/--tint-\d+: light-dark\(oklch\([\d.]+% [\d.]+ (\d+)\)/g)].map(([, hue]) =>
      Number(hue),
    );
    expect(TINT_HUES).toEqual(hues);
  });

  test('the palette of the program keeps its colours apart', () => {
    const palette = ['#ffadad', '#ffd6a5', '#fdffb6', '#caffbf', '#9bf6ff', '#a0c4ff', '#bdb2ff', '#ffc6ff'];
    const tints = new Tints();
    const found = palette.map((colour) => tints.of(colour));
    expect(new Set(found).size).toBe(palette.length);
    expect(found).not.toContain(undefined);
    expect(palette.map((colour) => tints.of(colour.toUpperCase()))).toEqual(found);
  });

  test('more colours than tints share the nearest', () => {
    const tints = new Tints();
    for (let hue = 0; hue < 40; hue++) {
      const channel = (at: number) =>
        Math.round(200 + 50 * Math.cos(((hue * 9 + at) * Math.PI) / 180))
          .toString(16)
          .padStart(2, '0');
      expect(tints.of(`#${channel(0)}${channel(240)}${channel(120)}`)).toBeGreaterThan(0);
    }
  });

  test.each(['#ffffff', '#e6e6e6', '#000', 'red', '', 'rgb(1,1,1)'])('%j has none', (colour) => {
    expect(new Tints().of(colour)).toBeUndefined();
  });

  test.each(['#9bf6ff', '#9bf6ffff', 'rgb(155, 246, 255)', 'rgba(155, 246, 255, 1)'])(
    '%s is the tint of cyan',
    (colour) => {
      expect(TINT_HUES[(new Tints().of(colour) ?? 0) - 1]).toBe(205);
    },
  );
});
