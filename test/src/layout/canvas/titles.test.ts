import { describe, expect, test } from 'vitest';
import { inTheWayOf, titleOf } from '../../../../src/layout/canvas/titles.ts';
import type { Traffic } from '../../../../src/layout/canvas/traffic.ts';
import type { Scene, SceneFrame } from '../../../../src/layout/canvas/types.ts';

const subnet: SceneFrame = {
  id: 'subnet-a',
  kind: 'subnet',
  name: 'app-a',
  detail: '10.0.64.0/19',
  parent: null,
  depth: 1,
  tier: 'private',
  stated: true,
  pinned: false,
  holds: 1,
  x: 100,
  y: 50,
  width: 260,
  height: 90,
};

const scene: Scene = {
  frames: [subnet],
  shapes: [],
  wires: [],
  gates: [],
  notes: [],
  bounds: { x: 0, y: 0, width: 500, height: 200 },
  sparse: false,
};

const nothing: Traffic = { lines: [], diamonds: [], stop: null, spots: [] };

const lineDown = (x: number): Traffic => ({
  ...nothing,
  lines: [
    {
      leg: 'forward',
      points: [
        { x, y: 0 },
        { x, y: 120 },
      ],
      beyond: [],
    },
  ],
});

describe('the title of a frame', () => {
  test('begins at the left, its block after its name', () => {
    expect(titleOf(subnet, inTheWayOf(scene, null), true)).toMatchObject({
      name: 'app-a',
      detail: '10.0.64.0/19',
      x: 112,
      y: 70,
    });
    expect(titleOf(subnet, inTheWayOf(scene, null), false).detail).toBe('');
  });

  test('moves beside a line that would cross it', () => {
    expect(titleOf(subnet, inTheWayOf(scene, lineDown(140)), true).x).toBe(144);
  });

  test('moves beside a diamond on the border above it', () => {
    const decides = { key: 'd', leg: 'return', tone: 'blocked', decides: true, component: null } as const;
    const inTheWay = inTheWayOf(scene, { ...nothing, diamonds: [{ ...decides, x: 140, y: 50 }] });
    expect(titleOf(subnet, inTheWay, true).x).toBe(159);
  });

  test('does not move onto what is drawn beside the line', () => {
    const labels = [{ x: 130, y: 60, width: 60, height: 30 }];
    const { movers } = inTheWayOf(scene, lineDown(120));
    expect(titleOf(subnet, { movers, labels }, true).x).toBe(190);
  });

  test('loses its block where only its name has room beside a symbol on the border', () => {
    const movers = [{ x: 170, y: 40, width: 180, height: 40 }];
    expect(titleOf(subnet, { movers, labels: [] }, true)).toMatchObject({
      name: 'app-a',
      detail: '',
      x: 112,
    });
  });

  test.each([
    ['that passes elsewhere', lineDown(340)],
    [
      'that leaves no room anywhere',
      { ...nothing, lines: [150, 220, 300].flatMap((x) => lineDown(x).lines) },
    ],
  ])('stays for a line %s', (_, traffic) => {
    expect(titleOf(subnet, inTheWayOf(scene, traffic), true).x).toBe(112);
  });

  test('is shortened in a narrow frame, without a block then', () => {
    expect(titleOf({ ...subnet, width: 60 }, inTheWayOf(scene, null), true)).toMatchObject({
      name: 'ap…a',
      detail: '',
    });
  });
});
