/** Every scenario can be drawn: what holds of the drawing whatever the network looks like. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagramOf, load, loadDocument } from '../../../../engine/index.ts';
import type { Diagram } from '../../../../engine/index.ts';
import { atOnce } from '../../../../src/designer/slices.ts';
import { holdsBox, overlap } from '../../../../src/layout/canvas/boxes.ts';
import { visibleIn } from '../../../../src/layout/canvas/detail.ts';
import { arrange, sceneOf, shownLinks, wantedLinks } from '../../../../src/layout/canvas/scene.ts';
import type { Box, Place, Point, Scene } from '../../../../src/layout/canvas/types.ts';
import { routing, strandsOf } from '../../../../src/layout/canvas/wires.ts';

const folder = new URL('../../../../scenarios/', import.meta.url);
const slugs = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

function diagramIn(slug: string): Diagram {
  const file = readdirSync(new URL(`${slug}/`, folder)).find((name) => name.startsWith('scenario.')) ?? '';
  const text = readFileSync(new URL(`${slug}/${file}`, folder), 'utf8');
  return diagramOf(load([{ path: file, text }]).network);
}

function draw(diagram: Diagram, places: Readonly<Record<string, Place>> = {}): Scene {
  const arrangement = arrange(diagram, { places, opened: new Set() });
  const { links, sparse } = wantedLinks(diagram, arrangement, { selected: () => [], groups: true });
  return sceneOf(diagram, arrangement, {
    wires: atOnce(routing(links, arrangement.around)),
    sparse,
    notes: [],
  });
}

/** Whether the line goes through the inside of a box. */
function crosses(points: readonly Point[], box: Box): boolean {
  const inner = { x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2 };
  return points.slice(1).some((to, at) => {
    const from = points[at] ?? to;
    const stretch = {
      x: Math.min(from.x, to.x) - 0.1,
      y: Math.min(from.y, to.y) - 0.1,
      width: Math.abs(from.x - to.x) + 0.2,
      height: Math.abs(from.y - to.y) + 0.2,
    };
    return overlap(inner, stretch);
  });
}

describe.each(slugs.map(({ name }) => name))('%s', (slug) => {
  const diagram = diagramIn(slug);
  const scene = draw(diagram);
  const shown = shownLinks(diagram, arrange(diagram, { places: {}, opened: new Set() }), true);
  const things = [...scene.frames, ...scene.shapes];
  const parentOf = new Map(things.map(({ id, parent }) => [id, parent]));
  const isAround = (outer: string, id: string): boolean => {
    for (let at = parentOf.get(id) ?? null; at !== null; at = parentOf.get(at) ?? null) {
      if (at === outer) return true;
    }
    return false;
  };

  test('everything that has a place is drawn, once', () => {
    const drawn = diagram.nodes.filter(({ shape }) => shape !== 'none').map(({ id }) => id);
    expect(things.map(({ id }) => id).sort()).toEqual(drawn.sort());
  });

  test('siblings do not overlap', () => {
    for (const [at, a] of things.entries()) {
      for (const b of things.slice(at + 1)) {
        if (a.parent === b.parent) expect(overlap(a, b), `${a.id} and ${b.id}`).toBe(false);
      }
    }
  });

  test('what stands in a frame is inside it; gateways are on its edge', () => {
    for (const thing of things) {
      const frame = scene.frames.find(({ id }) => id === thing.parent);
      if (frame === undefined) continue;
      if (diagram.nodes.find(({ id }) => id === thing.id)?.edge === true) {
        expect(overlap(frame, thing)).toBe(true);
        expect(holdsBox(frame, thing)).toBe(false);
      } else expect(holdsBox(frame, thing), `${thing.id} in ${frame.id}`).toBe(true);
    }
  });

  test('every link is drawn, level or upright, and crosses nothing that it does not lead to', () => {
    expect(scene.wires.map(({ id }) => id).sort()).toEqual(
      strandsOf(shown)
        .map(({ id }) => id)
        .sort(),
    );
    for (const { from, to, points, id } of scene.wires) {
      for (const [at, point] of points.entries()) {
        const before = points[at - 1];
        if (before !== undefined) expect(before.x === point.x || before.y === point.y, id).toBe(true);
      }
      for (const box of things) {
        if (box.kind !== 'subnet' && !('stands' in box)) continue;
        const isEnd = [from, to].some((end) => end === box.id || isAround(box.id, end));
        if (!isEnd) expect(crosses(points, box), `${id} over ${box.id}`).toBe(false);
      }
    }
  });

  test('the same network is drawn the same', () => {
    expect(draw(diagramIn(slug))).toEqual(scene);
  });

  test('nothing is outside the bounds', () => {
    for (const thing of things) expect(holdsBox(scene.bounds, thing)).toBe(true);
  });
});

describe('what hands have placed', () => {
  const slug = 'public-and-private-subnets';
  const diagram = diagramIn(slug);
  const subnet = diagram.nodes.find(({ kind }) => kind === 'subnet')?.id ?? '';

  test('stands there, and its frame grows with it', () => {
    const scene = draw(diagram, { [subnet]: { x: 1000, y: 800 } });
    const moved = scene.frames.find(({ id }) => id === subnet);
    const around = scene.frames.find(({ id }) => id === moved?.parent);
    expect([(moved?.x ?? 0) - (around?.x ?? 0), (moved?.y ?? 0) - (around?.y ?? 0)]).toEqual([1000, 800]);
    expect(moved?.pinned).toBe(true);
    expect(around !== undefined && moved !== undefined && holdsBox(around, moved)).toBe(true);
  });

  test('a frame may be larger than its contents, never smaller', () => {
    const usual = draw(diagram).frames.find(({ id }) => id === subnet);
    const sizeWith = (width: number) =>
      draw(diagram, { [subnet]: { x: 40, y: 60, width } }).frames.find(({ id }) => id === subnet)?.width;
    expect(sizeWith(900)).toBe(900);
    expect(sizeWith(10)).toBe(usual?.width);
  });
});

describe('zones and tiers', () => {
  const zones = ['us-east-1a', 'us-east-1b'];
  const subnets = zones.flatMap((availabilityZone, at) => [
    { id: `db-${at}`, vpc: 'vpc-1', cidrBlock: `10.0.${at}.0/24`, availabilityZone },
    { id: `web-${at}`, vpc: 'vpc-1', cidrBlock: `10.0.1${at}.0/24`, availabilityZone, routeTable: 'rt' },
  ]);
  const scene = draw(
    diagramOf(
      loadDocument({
        format: 'hoplight/1',
        vpcs: [{ id: 'vpc-1', cidrBlock: '10.0.0.0/16', internetGateway: 'igw-1' }],
        subnets,
        routeTables: [{ id: 'rt', vpc: 'vpc-1', routes: [{ destination: '0.0.0.0/0', target: 'igw-1' }] }],
      }).network,
    ),
  );
  const at = (id: string) => scene.frames.find((frame) => frame.id === id) ?? { x: 0, y: 0 };

  test('zones are columns, tiers rows, public ones on top', () => {
    expect(at('web-0').x).toBe(at('db-0').x);
    expect(at('web-0').y).toBe(at('web-1').y);
    expect(at('web-0').x).toBeLessThan(at('web-1').x);
    expect(at('web-0').y).toBeLessThan(at('db-0').y);
  });

  test('the internet is north of its gateway, which is on the upper edge of the VPC', () => {
    const of = (id: string) => scene.shapes.find((shape) => shape.id === id) ?? { y: 0, height: 0 };
    expect(of('internet').y + of('internet').height).toBeLessThan(of('igw-1').y);
    expect(of('igw-1').y + of('igw-1').height / 2).toBe(at('vpc-1').y);
  });
});

describe('many', () => {
  const instances = Array.from({ length: 40 }, (_, at) => ({ id: `i-${at}`, subnet: 's-1' }));
  const diagram = diagramOf(
    loadDocument({
      format: 'hoplight/1',
      vpcs: [{ id: 'vpc-1', cidrBlock: '10.0.0.0/16' }],
      subnets: [{ id: 's-1', vpc: 'vpc-1', cidrBlock: '10.0.0.0/24' }],
      instances,
    }).network,
  );

  test('more endpoints than can be told apart are a heap with their number', () => {
    const { shapes } = arrange(diagram, { places: {}, opened: new Set() });
    expect(shapes).toMatchObject([{ name: '40 instances', parent: 's-1' }]);
    expect(shapes[0]?.stands).toHaveLength(40);
  });

  test('an opened subnet shows each', () => {
    expect(arrange(diagram, { places: {}, opened: new Set(['s-1']) }).shapes).toHaveLength(40);
  });

  describe('in sight', () => {
    const subnets = Array.from({ length: 20 }, (_, at) => ({
      id: `s-${at}`,
      vpc: 'vpc-1',
      cidrBlock: `10.0.${at}.0/24`,
    }));
    const ends = subnets.flatMap(({ id }) =>
      Array.from({ length: 14 }, (_, at) => ({ id: `${id}-${at}`, subnet: id })),
    );
    const scene = draw(
      diagramOf(
        loadDocument({
          format: 'hoplight/1',
          vpcs: [{ id: 'vpc-1', cidrBlock: '10.0.0.0/16' }],
          subnets,
          instances: ends,
        }).network,
      ),
    );
    const objects = { ...scene, wires: [] };
    const part = { ...scene.bounds, height: scene.bounds.height / 2 };

    test('are elements while they are few enough, and painted while the scale changes', () => {
      expect(visibleIn(objects, part, 0.5)).toMatchObject({ many: false });
      expect(visibleIn(objects, part, 0.5, { zooming: true, painted: false })).toMatchObject({ many: true });
      expect(visibleIn(objects, scene.bounds, 0.5)).toMatchObject({ many: true });
    });

    test('stay painted until they are clearly fewer', () => {
      const painted = { zooming: false, painted: true };
      const most = { ...scene.bounds, height: scene.bounds.height * 0.8 };
      expect(visibleIn(objects, most, 0.5)).toMatchObject({ many: false });
      expect(visibleIn(objects, most, 0.5, painted)).toMatchObject({ many: true });
      expect(visibleIn(objects, part, 0.5, painted)).toMatchObject({ many: false });
    });

    test('of a small drawing are elements whatever happens', () => {
      const small = draw(diagram);
      expect(visibleIn(small, small.bounds, 1, { zooming: true, painted: true })).toMatchObject({
        many: false,
      });
    });
  });
});

describe('what stands in no VPC', () => {
  const spot = (scene: Scene, id: string) => {
    const found = [...scene.frames, ...scene.shapes].find((each) => each.id === id);
    if (found === undefined) throw new Error(`${id} is not drawn`);
    return { x: found.x + found.width / 2, y: found.y };
  };

  test('a transit gateway is under the middle of its VPCs, and the way to premises leads down from it', () => {
    const scene = draw(diagramIn('the-other-half-of-the-route'));
    const [prod, dev, hub] = ['vpc-prod', 'vpc-dev', 'tgw-core'].map((id) => spot(scene, id));
    expect(hub?.x).toBeCloseTo(((prod?.x ?? 0) + (dev?.x ?? 0)) / 2, -1);
    const down = ['tgw-core', 'dxgw-core', 'dxvif-hq', 'site-hq'].map((id) => spot(scene, id));
    expect(down.map(({ y }) => y)).toEqual([...down.map(({ y }) => y)].sort((a, b) => a - b));
    expect(new Set(down.map(({ y }) => y)).size).toBe(4);
    expect(Math.max(...down.map(({ x }) => x)) - Math.min(...down.map(({ x }) => x))).toBeLessThanOrEqual(4);
  });

  test('hubs of the same VPCs share their middle, and one that joins nothing stands behind them', () => {
    const hub = (id: string) => ({ id, name: id });
    const attached = (transitGateway: string, vpc: string) => ({
      id: `${transitGateway}-${vpc}`,
      transitGateway,
      vpc,
    });
    const diagram = diagramOf(
      loadDocument({
        format: 'hoplight/1',
        vpcs: [
          { id: 'vpc-a', cidrs: ['10.0.0.0/16'] },
          { id: 'vpc-b', cidrs: ['10.1.0.0/16'] },
        ],
        transitGateways: ['tgw-1', 'tgw-2', 'tgw-3'].map(hub),
        transitGatewayAttachments: ['tgw-1', 'tgw-2'].flatMap((each) =>
          ['vpc-a', 'vpc-b'].map((vpc) => attached(each, vpc)),
        ),
      }).network,
    );
    const scene = draw(diagram);
    const [a, b, first, second, third] = ['vpc-a', 'vpc-b', 'tgw-1', 'tgw-2', 'tgw-3'].map(
      (id) => spot(scene, id).x,
    );
    expect(((first ?? 0) + (second ?? 0)) / 2).toBeCloseTo(((a ?? 0) + (b ?? 0)) / 2, -1);
    expect(first).toBeLessThan(second ?? 0);
    expect(second).toBeLessThan(third ?? 0);
    const boxes = scene.shapes.map(({ x, y, width, height }) => ({ x, y, width, height }));
    expect(boxes.flatMap((box, at) => boxes.slice(at + 1).filter((other) => overlap(box, other)))).toEqual(
      [],
    );
  });
});
