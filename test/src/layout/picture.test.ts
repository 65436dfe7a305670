import { describe, expect, test } from 'vitest';
import { columnsOf } from '../../../src/layout/column.ts';
import { heroPicture, lanePicture, stripPicture, thumbnail } from '../../../src/layout/measures.ts';
import { packedWidth, pictureOf } from '../../../src/layout/picture/index.ts';
import type { Picture } from '../../../src/layout/picture/index.ts';
import { neverCameHome } from '../fixtures/never-came-home.ts';
import { forwardBlocked, hairpin, otherWayHome, sameSubnet } from '../fixtures/reports.ts';

const draw = (report = neverCameHome, width = 1072, measures = lanePicture) =>
  pictureOf(report, columnsOf(report), width, measures);
const frame = (picture: Picture, title: string) =>
  picture.frames.find((found) => found.full.startsWith(title));
const line = (picture: Picture, type: string) => picture.lines.find((found) => found.type === type);

describe('the picture over the lanes', () => {
  const picture = draw();

  test('hangs on the columns: a shape’s left edge is its column’s text edge', () => {
    const column = (1072 - 76) / 5;
    expect(picture.symbols.map(({ x }) => x)).toEqual([0, 2, 3, 4].map((at) => 76 + 12 + at * column));
  });

  test('the subnet of an end reaches to its border, that of a gateway surrounds it', () => {
    const app = frame(picture, 'app-a');
    const border = picture.diamonds.find(({ decides }) => decides);
    expect(app && Math.abs(app.x + app.width - (border?.x ?? 0))).toBeLessThanOrEqual(1.5);
    const nat = picture.symbols[1];
    const open = frame(picture, 'public-a');
    expect(open && nat && open.x < nat.x && open.x + open.width > nat.x + nat.width).toBe(true);
  });

  test('an internet gateway stands on the edge of its VPC', () => {
    const vpc = frame(picture, 'storefront');
    const igw = picture.symbols[2];
    expect(vpc && igw && Math.abs(vpc.x + vpc.width - (igw.x + igw.width / 2))).toBeLessThanOrEqual(1.5);
  });

  test('the packet halts before the bar, the bar before the diamond, dots go on behind it', () => {
    const diamond = picture.diamonds.find(({ decides }) => decides)?.x ?? 0;
    const bar = picture.stop?.bar ?? 0;
    const packet = picture.spots.at(-1)?.x ?? 0;
    const reply = line(picture, 'return');
    const beyond = line(picture, 'beyond');
    expect(diamond).toBeLessThan(bar);
    expect(bar).toBeLessThan(packet);
    expect(packet).toBeLessThan(reply?.to ?? 0);
    expect(beyond?.from).toBeLessThan(diamond);
    expect(picture.stop?.callout?.text).toBe('acl-app, rule *');
  });

  test('the packet has a spot for each step', () => {
    expect(picture.spots).toHaveLength(16);
    expect(picture.spots.every(({ x }) => x > 0 && x < 1072)).toBe(true);
  });
});

test('a blocked request is mirrored, and runs through the middle alone', () => {
  const picture = draw(forwardBlocked);
  const diamond = picture.diamonds.find(({ decides }) => decides)?.x ?? 0;
  expect(picture.stop?.bar).toBeLessThan(diamond);
  expect(line(picture, 'return')).toBeUndefined();
  expect(line(picture, 'forward')?.y).toBe(lanePicture.middle);
  expect(picture.symbols.map(({ reached }) => reached)).toEqual([true, false]);
});

test('a place that one half does not meet leaves that half’s line free', () => {
  const picture = draw(otherWayHome);
  const reply = line(picture, 'return')?.y ?? 0;
  const request = line(picture, 'forward')?.y ?? 0;
  const [, there, back] = picture.symbols;
  expect((there?.y ?? 0) + (there?.height ?? 0)).toBeLessThan(reply);
  expect(back?.y).toBeGreaterThan(request);
});

test('one subnet is one frame', () => {
  expect(draw(sameSubnet).frames.map(({ type }) => type)).toEqual(['vpc', 'subnet']);
});

test('out and in again: the VPC is drawn on both sides of its gateway', () => {
  const vpcs = draw(hairpin).frames.filter(({ type }) => type === 'vpc');
  expect(vpcs).toHaveLength(2);
  const [left, right] = vpcs;
  expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThan(right?.x ?? 0);
});

describe('every size', () => {
  const sizes = { lanePicture, heroPicture, stripPicture, thumbnail };
  const reports = { neverCameHome, forwardBlocked, otherWayHome, sameSubnet, hairpin };
  const all = Object.entries(sizes).flatMap(([size, measures]) =>
    Object.entries(reports).map(([name, report]) => ({ size, name, measures, report })),
  );

  test.each(all)('$size of $name keeps its shapes apart and inside', ({ report, measures }) => {
    const columns = columnsOf(report);
    const width = Math.max(packedWidth(columns, measures), measures.packed ? 0 : 76 + columns.length * 184);
    const { symbols } = pictureOf(report, columns, width, measures);
    for (const [at, symbol] of symbols.entries()) {
      const next = symbols[at + 1];
      expect(symbol.x).toBeGreaterThanOrEqual(0);
      expect(symbol.x + symbol.width).toBeLessThanOrEqual(next?.x ?? width);
    }
  });

  test.each(Object.entries(sizes))('%s: what ends in one subnet stands inside its frame', (_, measures) => {
    const { symbols, frames } = draw(sameSubnet, 390, measures);
    const subnet = frames.find(({ type }) => type === 'subnet') ?? { x: Infinity, width: 0 };
    for (const { x, width } of symbols) {
      expect(x).toBeGreaterThan(subnet.x);
      expect(x + width).toBeLessThan(subnet.x + subnet.width);
    }
  });
});

test('a very long name is shortened, and kept in full beside it', () => {
  const name = 'a-very-long-name-that-somebody-gave-to-a-machine-once';
  const [first, ...hops] = neverCameHome.forward.hops;
  const report = {
    ...neverCameHome,
    forward: { hops: first === undefined ? hops : [{ ...first, name }, ...hops] },
  };
  const symbol = draw(report).symbols[0];
  expect(symbol?.name).toMatch(/^a-very.*….*once$/);
  expect(symbol?.full).toContain(name);
});
