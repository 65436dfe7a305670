/** Laws that hold for every address plan, tried on random ones of both families with a fixed seed. */
import { isDeepStrictEqual } from 'node:util';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  type Cidr,
  type Family,
  addressCount,
  addressToBigInt,
  addressWidth,
  cidrOf,
  compareCidrs,
  containsCidr,
  formatCidr,
  lastAddress,
  overlaps,
  sameCidr,
  halvesOf,
} from '../../engine/ip/index.ts';
import {
  type Allocation,
  BLANK_SUBNET,
  type GrownRow,
  MAX_LEAVES,
  type Need,
  type NodeRef,
  type Plan,
  type Strategy,
  type WantedSubnet,
  allocate,
  assignVpc,
  bulkSplit,
  carve,
  createPlan,
  freeBlocks,
  grow,
  isBlank,
  isSpare,
  join,
  leavesOf,
  nodeAt,
  Outliner,
  addBlock,
  outlineOf,
  parentOf,
  plainPlan,
  prefixLengthForAll,
  rebase,
  relabel,
  release,
  removeBlock,
  rowKey,
  split,
  tidy,
  usableAddressCount,
  wantedSubnets,
} from '../../engine/plan/index.ts';
import { claims, leafCount } from '../../engine/plan/plan.ts';
import { cidrsubnets } from '../../engine/plan/terraform-functions.ts';
import { canPlaceAll } from '../reference/allocate.ts';
import {
  anyLabel,
  anyNeeds,
  anyPlan,
  anyRef,
  anyStrategy,
  baseCidr,
  cidr,
  fixed,
  leafNodesOf,
  nodesOf,
  planAndLeaf,
  planAndNode,
} from './plan-arbitraries.ts';

const upTo4 = fc.integer({ min: 1, max: 4 });

describe('split and join', () => {
  test('ADDR-7 the parts of a leaf are the blocks of the size, in order and without gaps', () => {
    fc.assert(
      fc.property(planAndLeaf, upTo4, ({ plan, at }, bits) => {
        const length = deeper(at.cidr, bits);
        const parts = leafNodesOf(split(plan, at, length))
          .map((each) => each.at)
          .filter((each) => each.block === at.block && containsCidr(at.cidr, each.cidr));
        expect(parts).toHaveLength(2 ** (length - at.cidr.prefixLength));
        expectTiles(
          at.cidr,
          parts.map((part) => part.cidr),
        );
      }),
      fixed,
    );
  });

  test('a leaf that is split and joined is the leaf again, whatever is said of it', () => {
    fc.assert(
      fc.property(planAndLeaf, upTo4, ({ plan, at }, bits) => {
        const joined = join(split(plan, at, deeper(at.cidr, bits)), at);
        expect(joined).toEqual({ plan, ref: at, notesJoined: false, lost: [] });
      }),
      fixed,
    );
  });

  test('a subnet that is bulk split and joined is the subnet again', () => {
    fc.assert(
      fc.property(planAndLeaf, upTo4, ({ plan, at, node }, bits) => {
        const { before, after, plan: divided } = bulkSplit(plan, deeper(at.cidr, bits), [at]);
        expect(before).toEqual([at]);
        expect(divided && leavesOf(divided)).toBe(leavesOf(plan) - 1 + after);
        const joined = divided && join(divided, at);
        expect(joined && nodeAt(joined.plan, at)).toEqual({ ...node, free: false });
      }),
      fixed,
    );
  });

  test('bulk split leaves nothing larger than the target in its scope, and the rest alone', () => {
    const scopes = fc.array(fc.oneof(fc.nat(), anyRef), { maxLength: 4 });
    fc.assert(
      fc.property(anyPlan, scopes, fc.integer({ min: 0, max: 64 }), (plan, picks, length) => {
        const nodes = nodesOf(plan);
        const scope = picks.flatMap((pick) =>
          typeof pick === 'number' ? (nodes[pick % nodes.length]?.at ?? []) : pick,
        );
        const { before, after, plan: divided } = bulkSplit(plan, length, scope);
        const inScope = ({ block, cidr: at }: NodeRef) =>
          scope.some((one) => one.block === block && containsCidr(one.cidr, at) && nodeAt(plan, one));
        const large = leafNodesOf(plan).filter(
          ({ at }) => inScope(at) && at.cidr.prefixLength < length && length <= addressWidth(at.cidr.family),
        );
        expect(before).toEqual(large.map(({ at }) => at));
        expect(after).toBe(large.reduce((sum, { at }) => sum + 2 ** (length - at.cidr.prefixLength), 0));
        expect(divided === undefined).toBe(leavesOf(plan) - before.length + after > MAX_LEAVES);
        if (divided === undefined) return;
        expect(leavesOf(divided)).toBe(leavesOf(plan) - before.length + after);
        for (const { at, node } of leafNodesOf(plan).filter(
          ({ at }) => !before.some((one) => sameRef(one, at)),
        ))
          expect(nodeAt(divided, at)).toBe(node);
      }),
      fixed,
    );
  });

  test('join keeps every note, and every name that no group stands for', () => {
    fc.assert(
      fc.property(planAndNode, ({ plan, at, node }) => {
        const joined = join(plan, at);
        expect(joined === undefined).toBe(node.kind === 'leaf');
        if (joined === undefined) return;
        const below = nodesOf(plan).filter(
          (each) => each.at.block === at.block && containsCidr(at.cidr, each.at.cidr),
        );
        const values = (key: 'name' | 'note') => new Set(below.flatMap((each) => each.node.label[key] ?? []));
        const label = nodeAt(joined.plan, at)?.label;
        expect(new Set(label?.note?.split(' / '))).toEqual(values('note'));
        if (node.label.name === undefined) expect(new Set(label?.name?.split(' / '))).toEqual(values('name'));
        else expect(label?.name).toBe(node.label.name);
        expect(joined.lost.includes('name')).toBe(node.label.name !== undefined && values('name').size > 1);
      }),
      fixed,
    );
  });
});

describe('edits', () => {
  test('share all that they do not change', () => {
    fc.assert(
      fc.property(planAndNode, anyLabel, ({ plan, at }, label) => {
        const edited = [
          split(plan, at, at.cidr.prefixLength + 1),
          relabel(plan, at, label),
          join(plan, at)?.plan ?? plan,
          carve(plan, at, label),
        ];
        for (const other of edited)
          for (const { at: place, node } of nodesOf(plan))
            if (place.block !== at.block || !overlaps(place.cidr, at.cidr))
              expect(nodeAt(other, place)).toBe(node);
      }),
      fixed,
    );
  });

  test('give the plan itself back for a node that it does not have', () => {
    fc.assert(
      fc.property(anyPlan, anyRef, anyLabel, (plan, at, label) => {
        fc.pre(nodeAt(plan, at) === undefined);
        expect(split(plan, at, at.cidr.prefixLength + 1)).toBe(plan);
        expect(join(plan, at)).toBeUndefined();
        expect(relabel(plan, at, label)).toBe(plan);
        expect(release(plan, at)).toBe(plan);
        expect(bulkSplit(plan, 64, [at])).toEqual({ before: [], after: 0, plan });
        const base = plan.blocks[at.block];
        if (base !== undefined) return;
        expect(carve(plan, at, label)).toBe(plan);
        expect(removeBlock(plan, at.block)).toBe(plan);
        expect(assignVpc(plan, at.block, 'blue')).toBe(plan);
        expect(rebase(plan, at.block, at.cidr)).toEqual({ plan, rows: 'same' });
        expect(parentOf(plan, at)).toBeUndefined();
      }),
      fixed,
    );
  });

  test('carve takes a block exactly when nothing in it is claimed, and loses no note', () => {
    fc.assert(
      fc.property(anyPlan, fc.nat(), anyRef, anyLabel, (plan, pick, other, label) => {
        const nodes = nodesOf(plan);
        const at = (pick % 3 > 0 ? nodes[pick % nodes.length]?.at : undefined) ?? other;
        const carved = carve(plan, at, { ...label, name: 'new' });
        const claimed =
          !plan.blocks.some(({ cidr: base }, block) => block === at.block && containsCidr(base, at.cidr)) ||
          nodes.some(({ at: place, node }) => {
            if (place.block !== at.block || !overlaps(place.cidr, at.cidr)) return false;
            return node.kind === 'leaf'
              ? !isSpare(node)
              : containsCidr(at.cidr, place.cidr) && !isBlank(node.label);
          });
        expect(carved === plan).toBe(claimed);
        if (claimed) return;
        expect(nodeAt(carved, at)).toMatchObject({ kind: 'leaf', free: false, label: { name: 'new' } });
        expect(notesOf(carved)).toEqual(
          expect.arrayContaining([...notesOf(plan), ...(label.note ? [label.note] : [])]),
        );
      }),
      fixed,
    );
  });

  test('release undoes carve in free space', () => {
    fc.assert(
      fc.property(baseCidr, upTo4, fc.boolean(), anyLabel, (base, bits, atEnd, { note, tint }) => {
        const whole = { block: 0, cidr: base };
        const free = relabel(release(createPlan('aws', [base]), whole), whole, { note, tint });
        const part = { block: 0, cidr: cidrOf(atEnd ? lastAddress(base) : base, deeper(base, bits)) };
        fc.pre(!sameCidr(part.cidr, base));
        expect(release(carve(free, part, { name: 'app' }), part)).toEqual(free);
      }),
      fixed,
    );
  });

  test('a block that has grown and is cut again, or moved and is moved back, is the block again', () => {
    fc.assert(
      fc.property(anyPlan, upTo4, anyRef, (plan, bits, { cidr: other }) => {
        const { cidr: base, root } = plan.blocks[0] ?? expect.fail();
        const around = cidrOf(base, Math.max(base.prefixLength - bits, 0));
        const elsewhere = other.family === base.family ? cidrOf(lastAddress(other), base.prefixLength) : base;
        for (const to of [around, elsewhere]) {
          const there = rebase(plan, 0, to);
          expectSound(there.plan);
          const whole = root.kind === 'leaf' || to.prefixLength === base.prefixLength;
          expect(there.rows).toBe(sameCidr(to, base) ? 'same' : whole ? 'moved' : 'grown');
          expect(rebase(there.plan, 0, base).plan).toEqual(plan);
        }
      }),
      fixed,
    );
  });

  test('one after another keep the plan sound', () => {
    const step = fc.tuple(fc.nat({ max: 6 }), fc.nat(), anyRef, fc.integer({ min: 0, max: 130 }), anyLabel);
    fc.assert(
      fc.property(anyPlan, fc.array(step, { maxLength: 12 }), (plan, steps) => {
        let current = plan;
        for (const [what, pick, other, length, label] of steps) {
          const nodes = nodesOf(current);
          const at = (pick % 4 > 0 ? nodes[pick % nodes.length]?.at : undefined) ?? other;
          const edits: readonly (() => Plan)[] = [
            () => split(current, at, at.cidr.prefixLength + (length % 5)),
            () => join(current, at)?.plan ?? current,
            () => relabel(current, at, label),
            () => release(current, at),
            () => carve(current, at, label),
            () => rebase(current, at.block, other.cidr).plan,
            () => bulkSplit(current, length % 33).plan ?? current,
          ];
          current = edits[what]?.() ?? current;
          if (leavesOf(current) > 1000) break;
          expectSound(current);
        }
      }),
      fixed,
    );
  });
});

describe('free space', () => {
  test('free blocks and claimed leaves are the whole of every block', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const free = freeBlocks(plan);
        const claimed = leafNodesOf(plan).filter(({ node }) => !isSpare(node));
        plan.blocks.forEach(({ cidr: base }, block) => {
          const parts = [...free, ...claimed.map(({ at }) => at)].filter((each) => each.block === block);
          expectTiles(base, parts.map((part) => part.cidr).sort(compareCidrs));
        });
      }),
      fixed,
    );
  });

  test('every free block can be carved, and the one around it cannot', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        for (const free of freeBlocks(plan)) {
          expect(carve(plan, free)).not.toBe(plan);
          const around = parentOf(plan, free);
          if (around !== undefined) expect(carve(plan, around)).toBe(plan);
        }
      }),
      fixed,
    );
  });
});

describe('outline', () => {
  test('an outliner that saw the plan grow says the same as one that never did', () => {
    fc.assert(
      fc.property(
        anyPlan,
        fc.array(fc.tuple(fc.nat(), fc.nat(4), fc.nat()), { maxLength: 8 }),
        (plan, steps) => {
          const outliner = new Outliner();
          let current = plan;
          let folded = new Set<string>();
          for (const [pick, what, fold] of steps) {
            const { rows } = outlineOf(current);
            const row = rows[pick % Math.max(rows.length, 1)];
            if (row === undefined) return;
            if (what === 0) current = split(current, row, row.cidr.prefixLength + 1);
            else if (what === 1) current = join(current, parentOf(current, row) ?? row)?.plan ?? current;
            else if (what === 2) current = relabel(current, row, { name: `n${fold}` });
            else if (what === 3) current = addBlock(current, row.cidr, `v${fold}`);
            else folded = new Set(rows.filter((_, at) => at % 3 === fold % 3).map(({ key }) => key));
            expect(outliner.outline(current, folded)).toEqual(outlineOf(current, folded));
          }
        },
      ),
      fixed,
    );
  });

  const planAndFolds = fc.tuple(anyPlan, fc.array(fc.nat(), { maxLength: 4 })).map(([plan, picks]) => {
    const foldable = outlineOf(plan).rows.filter((row) => row.folded !== undefined);
    const keys = picks.flatMap((pick) => foldable[pick % foldable.length]?.key ?? []);
    return { plan, folded: new Set(keys) };
  });

  test('its totals are those of the leaves, folded or not', () => {
    fc.assert(
      fc.property(planAndFolds, ({ plan, folded }) => {
        const leaves = leafNodesOf(plan);
        const subnets = leaves.filter(({ node }) => !node.free).map(({ at }) => at.cidr);
        expect(outlineOf(plan, folded).totals).toEqual({
          subnets: subnets.length,
          freeBlocks: leaves.length - subnets.length,
          addresses: total(plan.blocks.map((base) => addressCount(base.cidr))),
          inSubnets: total(subnets.map(addressCount)),
          usable: total(subnets.map((each) => usableAddressCount(each, plan.cloud))),
        });
      }),
      fixed,
    );
  });

  test('it has a row for each leaf, each group and, of several blocks, each block, under keys of their own', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        const { rows } = outlineOf(plan);
        const shown = nodesOf(plan).filter(({ node }) => node.kind === 'leaf' || !isBlank(node.label));
        const ofNodes = rows.filter(({ kind }) => kind !== 'block');
        expect(ofNodes.map(({ key }) => key)).toEqual(shown.map(({ at }) => rowKey(at.block, at.cidr)));
        expect(ofNodes.map(({ label }) => label)).toEqual(shown.map(({ node }) => node.label));
        const named = plan.blocks.filter(({ vpc }) => plan.blocks.length > 1 || vpc !== '');
        expect(rows.length - ofNodes.length).toBe(named.length);
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
      }),
      fixed,
    );
  });

  test('the sums of a row are those of the leaves in it, and its depth is the number of rows around it', () => {
    fc.assert(
      fc.property(planAndFolds, ({ plan, folded }) => {
        const { rows } = outlineOf(plan, folded);
        rows.forEach((row, place) => {
          const subnets = leafNodesOf(plan).filter(({ at, node }) => !node.free && holds(row, at));
          const usable = total(subnets.map(({ at }) => usableAddressCount(at.cidr, plan.cloud)));
          expect(row.subnets).toBe(subnets.length);
          expect(row.usable).toBe(row.kind === 'free' ? addressCount(row.cidr) : usable);
          const around = rows.filter(
            (other, at) => at < place && other.folded !== undefined && holds(other, row),
          );
          expect(row.depth).toBe(around.length);
        });
      }),
      fixed,
    );
  });

  test('folding hides what lies in a folded row, and nothing else', () => {
    fc.assert(
      fc.property(planAndFolds, ({ plan, folded }) => {
        const all = outlineOf(plan).rows;
        const hiding = all.filter(({ key }) => folded.has(key));
        const open = all.filter(
          (row) =>
            !hiding.some(
              (other) => other !== row && all.indexOf(other) < all.indexOf(row) && holds(other, row),
            ),
        );
        const { rows } = outlineOf(plan, folded);
        expect(rows).toEqual(open.map((row) => (folded.has(row.key) ? { ...row, folded: true } : row)));
      }),
      fixed,
    );
  });

  test('every divided block with a row on show has one bracket, around the rows of its parts', () => {
    fc.assert(
      fc.property(planAndFolds, ({ plan, folded }) => {
        const { rows, brackets } = outlineOf(plan, folded);
        for (const bracket of brackets) {
          const node = nodeAt(plan, bracket);
          expect(node).toMatchObject({ kind: 'branch', label: bracket.label, leaves: bracket.leaves });
          const own = rows.flatMap((row, place) => {
            const ofNode = row.kind === 'block' || sameCidr(row.cidr, bracket.cidr);
            return holds(bracket, row) && (!ofNode || row.folded === true) ? [place] : [];
          });
          expect(own).toEqual(range(bracket.firstRow, bracket.lastRow));
        }
        const seen = nodesOf(plan).filter(
          ({ at, node }) =>
            node.kind === 'branch' &&
            rows.some((row) => holds(at, row) && (row.kind !== 'block' || row.folded === true)),
        );
        expect(brackets.map(({ block, cidr: at }) => rowKey(block, at)).sort()).toEqual(
          seen.map(({ at }) => rowKey(at.block, at.cidr)).sort(),
        );
      }),
      fixed,
    );
  });

  test('brackets nest, inner ones first', () => {
    fc.assert(
      fc.property(planAndFolds, ({ plan, folded }) => {
        const { brackets } = outlineOf(plan, folded);
        brackets.forEach((outer, place) => {
          for (const inner of brackets.slice(0, place)) {
            const apart = inner.lastRow < outer.firstRow;
            const within = outer.firstRow <= inner.firstRow && inner.lastRow <= outer.lastRow;
            expect(apart || within).toBe(true);
          }
        });
      }),
      fixed,
    );
  });
});

describe('plain data', () => {
  test('the rows of a plan grow into the same trees, in any order', () => {
    fc.assert(
      fc.property(anyPlan, fc.infiniteStream(fc.nat()), (plan, dice) => {
        plainPlan(plan).blocks.forEach(({ rows }, block) => {
          const { cidr: base, root } = plan.blocks[block] ?? expect.fail();
          expect(rows === undefined).toBe(isDeepStrictEqual(root, BLANK_SUBNET));
          if (rows === undefined) return;
          const shuffled = rows
            .map((row) => ({ row, order: dice.next().value }))
            .sort((a, b) => a.order - b.order)
            .map(({ row: { cidr: text, free, into, ...label } }): GrownRow => {
              return { cidr: cidr(text), label, free: free === true, into };
            });
          expect(grow(base, shuffled)).toEqual({ root, refused: [] });
        });
      }),
      fixed,
    );
  });

  test('whatever the rows, a tree grows that is sound, and each row is in it or refused', () => {
    const row = fc.record({
      cidr: anyRef.map((each) => each.cidr),
      label: anyLabel,
      free: fc.boolean(),
      into: fc.option(fc.integer({ min: -1, max: 140 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(baseCidr, fc.array(row, { maxLength: 8 }), (base, rows) => {
        const { root, refused } = grow(base, rows);
        fc.pre(leafCount(root) < 1000);
        const plan: Plan = { ...createPlan('aws', []), blocks: [{ cidr: base, vpc: '', root }] };
        expectSound(plan);
        rows.forEach((each, place) => {
          const isRefused = refused.some((other) => other.row === place);
          if (!isRefused) expect(nodeAt(plan, { block: 0, cidr: each.cidr })).toBeDefined();
        });
      }),
      fixed,
    );
  });
});

describe('allocation', () => {
  /** Fresh plans and needs, and ones that were allocated before, with some of their rows pinned since. */
  const task = fc
    .record({
      plan: anyPlan,
      before: fc.option(fc.tuple(anyNeeds, anyStrategy), { nil: undefined }),
      pins: fc.array(fc.nat(), { maxLength: 2 }),
      needs: anyNeeds,
      strategy: anyStrategy,
    })
    .map(({ plan, before, pins, needs, strategy }) => {
      const first = before === undefined ? plan : allocated(plan, ...before).plan;
      const nodes = nodesOf(first);
      const pinned = pins.reduce((current, pick) => {
        const at = nodes[pick % nodes.length]?.at;
        return at === undefined ? current : relabel(current, at, { pinned: true });
      }, first);
      return { plan: pinned, needs, strategy };
    });

  test('each subnet that is wanted has one place of its size, or is short', () => {
    fc.assert(
      fc.property(task, ({ plan, needs, strategy }) => {
        const { plan: next, changes, shortfalls } = allocated(plan, needs, strategy);
        expectSound(next);
        const missing = shortfalls.flatMap(({ family, names }) => names.map((name) => `${family} ${name}`));
        const placed = changes.map(({ name, to }) => `${to.cidr.family} ${name}`);
        const wanted = wantedBy(plan, needs);
        expect([...placed, ...missing].sort()).toEqual(wanted.map(nameKey).sort());
        // In the order of the list.
        expect(placed).toEqual(wanted.map(nameKey).filter((key) => placed.includes(key)));
        changes.forEach(({ name, to }, place) => {
          const { prefixLength } = wanted.find((each) => nameKey(each) === placed[place]) ?? expect.fail();
          expect(to.cidr.prefixLength).toBe(prefixLength);
          expect(nodeAt(next, to)).toMatchObject({ kind: 'leaf', free: false, label: { name } });
        });
      }),
      fixed,
    );
  });

  test('nothing that no need names is touched, and nothing that is pinned', () => {
    fc.assert(
      fc.property(task, ({ plan, needs, strategy }) => {
        const { plan: next, changes } = allocated(plan, needs, strategy);
        const names = new Set(wantedBy(plan, needs).map(nameKey));
        const pins = nodesOf(plan)
          .filter(({ node }) => node.label.pinned)
          .map(({ at }) => at);
        for (const { at, node } of leafNodesOf(plan)) {
          const isPinned = pins.some((pin) => holds(pin, at));
          const isNamed = names.has(`${at.cidr.family} ${node.label.name}`);
          if (node.free ? isPinned && node.label.pinned : !isBlank(node.label) && (isPinned || !isNamed))
            expect(nodeAt(next, at)).toBe(node);
        }
        for (const change of changes)
          if (change.kind === 'moved') expect(pins.some((pin) => holds(pin, change.from))).toBe(false);
      }),
      fixed,
    );
  });

  test('no name, no note and no group with a name is lost', () => {
    fc.assert(
      fc.property(task, ({ plan, needs, strategy }) => {
        const { plan: next } = allocated(plan, needs, strategy);
        expect(notesOf(next)).toEqual(expect.arrayContaining(notesOf(plan)));
        const names = (each: Plan) => leafNodesOf(each).flatMap(({ node }) => node.label.name ?? []);
        expect(names(next)).toEqual(expect.arrayContaining(names(plan)));
        for (const { at, node } of nodesOf(plan))
          if (node.kind === 'branch' && node.label.name !== undefined)
            expect(nodeAt(next, at)).toMatchObject({ kind: 'branch', label: node.label });
      }),
      fixed,
    );
  });

  const smallNeeds = fc.array(fc.integer({ min: 28, max: 32 }), { minLength: 1, maxLength: 6 });

  test('largest-first fails only where every arrangement fails', () => {
    fc.assert(
      fc.property(smallNeeds, smallNeeds, fc.nat(), (before, after, pick) => {
        const first = allocated(emptyPlan('10.0.0.0/28'), needsOf(before), 'next-free').plan;
        const leaves = leafNodesOf(first);
        const { at } = leaves[pick % leaves.length] ?? expect.fail();
        const plan = relabel(first, at, { pinned: true });
        const wanted = wantedBy(plan, needsOf(after));
        const held = leafNodesOf(plan).filter(({ node }) =>
          wanted.some(({ label }) => label.name === node.label.name),
        );
        const pinned = held.filter(({ node }) => node.label.pinned);
        const fits = pinned.every(({ at: { cidr: has }, node }) =>
          wanted.some(
            ({ label, prefixLength }) => label.name === node.label.name && has.prefixLength === prefixLength,
          ),
        );
        const cleared = held
          .filter(({ node }) => !node.label.pinned)
          .reduce((current, each) => release(current, each.at), plan);
        const spare = freeBlocks(cleared).map(({ cidr: free }) => {
          return { start: Number(addressToBigInt(free) % 16n), size: Number(addressCount(free)) };
        });
        const sizes = wanted
          .filter(({ label }) => !pinned.some(({ node }) => node.label.name === label.name))
          .map(({ prefixLength }) => 2 ** (32 - prefixLength));
        const { shortfalls } = allocated(plan, needsOf(after), 'largest-first');
        expect(shortfalls.length === 0).toBe(fits && canPlaceAll(spare, sizes));
      }),
      fixed,
    );
  });

  const anyBits = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 10 });
  const emptyBlock = fc.constantFrom('10.0.0.0/16', '2001:db8::/56');

  test('in-order gives what cidrsubnets gives', () => {
    fc.assert(
      fc.property(emptyBlock, anyBits, (block, bits) => {
        const { family, prefixLength } = cidr(block);
        const needs = needsOf(
          bits.map((more) => prefixLength + more),
          family,
        );
        const { changes, shortfalls } = allocated(emptyPlan(block), needs, 'in-order');
        const terraform = cidrsubnets(block, ...bits);
        if (terraform.ok) expect(changes.map(({ to }) => formatCidr(to.cidr))).toEqual(terraform.value);
        expect(shortfalls.length === 0).toBe(terraform.ok);
      }),
      fixed,
    );
  });

  test('what fitted is kept when the same is allocated again', () => {
    fc.assert(
      fc.property(emptyBlock, anyNeeds, anyStrategy, (block, needs, strategy) => {
        const first = allocated(emptyPlan(block), needs, strategy);
        const again = allocated(first.plan, needs, strategy);
        expect(again.changes.map(({ kind, to }) => ({ kind, to }))).toEqual(
          first.changes.map(({ to }) => ({ kind: 'kept', to })),
        );
        expect(again.plan).toEqual(first.plan);
      }),
      fixed,
    );
  });

  test('with next-free a need more moves nothing', () => {
    fc.assert(
      fc.property(anyPlan, anyNeeds, anyNeeds, (plan, needs, more) => {
        const first = allocated(plan, needs, 'next-free');
        const { changes } = allocated(first.plan, [...needs, ...more], 'next-free');
        const kept = first.changes.map(({ name, to }) => ({ kind: 'kept', name, to }));
        expect(changes).toEqual(expect.arrayContaining(kept));
      }),
      fixed,
    );
  });

  test('with keep-gap the block behind each subnet is free, and of its size', () => {
    fc.assert(
      fc.property(task, ({ plan, needs }) => {
        const { plan: next, changes } = allocated(plan, needs, 'keep-gap');
        const pins = nodesOf(plan).filter(({ node }) => node.label.pinned);
        for (const { to } of changes.filter((change) => !pins.some(({ at }) => holds(at, change.to)))) {
          const [, gap] = halvesOf((parentOf(next, to) ?? expect.fail()).cidr);
          const behind = leafNodesOf(next).filter(({ at }) => holds({ block: to.block, cidr: gap }, at));
          expect(sameCidr(to.cidr, gap)).toBe(false);
          expect(behind.map(({ node }) => node.free)).toEqual(behind.map(() => true));
        }
      }),
      fixed,
    );
  });

  test('prefixLengthForAll is the smallest empty block that holds everything', () => {
    fc.assert(
      fc.property(emptyBlock, anyBits, anyStrategy, (block, bits, strategy) => {
        const { family, prefixLength } = cidr(block);
        const needs = needsOf(
          bits.map((more) => prefixLength + more),
          family,
        );
        const least = prefixLengthForAll(emptyPlan(block), needs, strategy, family) ?? expect.fail();
        const shortIn = (length: number) =>
          allocated(emptyPlan(`${family === 4 ? '0.0.0.0' : '::'}/${length}`), needs, strategy).shortfalls
            .length > 0;
        expect([shortIn(least), shortIn(least + 1)]).toEqual([false, true]);
      }),
      fixed,
    );
  });

  test('a shortfall says what was wanted, and what larger subnets had left', () => {
    fc.assert(
      fc.property(anyPlan, anyBits, (plan, bits) => {
        const needs = needsOf(bits.map((more) => 14 + more));
        const { changes, shortfalls } = allocated(plan, needs, 'largest-first');
        const spare = freeBlocks(plan).filter(({ cidr: { family } }) => family === 4);
        for (const { reason, names, prefixLength, placed, wanted, free, largestFree } of shortfalls) {
          const size = 1n << BigInt(32 - prefixLength);
          const larger = changes.filter(({ to }) => to.cidr.prefixLength <= prefixLength);
          expect(wanted).toBe(BigInt(names.length) * size);
          expect(free).toBe(
            total(spare.map(({ cidr: each }) => addressCount(each))) -
              total(larger.map(({ to }) => addressCount(to.cidr))),
          );
          expect(placed).toBe(larger.filter(({ to }) => to.cidr.prefixLength === prefixLength).length);
          expect(largestFree === undefined).toBe(free === 0n);
          expect(largestFree ?? 33).toBeGreaterThan(prefixLength);
          const hasBlock = plan.blocks.some(({ cidr: { family } }) => family === 4);
          expect(reason).toBe(!hasBlock ? 'no-block-of-family' : free >= wanted ? 'fragmented' : 'no-space');
        }
      }),
      fixed,
    );
  });
});

function allocated(plan: Plan, needs: readonly Need[], strategy: Strategy): Allocation {
  const result = allocate(plan, needs, strategy);
  return result.ok ? result.allocation : expect.fail(result.reason);
}

function wantedBy({ cloud }: Plan, needs: readonly Need[]): readonly WantedSubnet[] {
  const wanted = wantedSubnets(needs, cloud);
  return wanted.ok ? wanted.subnets : expect.fail(wanted.reason);
}

function nameKey({ family, label }: WantedSubnet): string {
  return `${family} ${label.name}`;
}

/** One need for each prefix length, called `n0`, `n1` and so on. */
function needsOf(lengths: readonly number[], family: Family = 4): Need[] {
  return lengths.map((prefixLength, place) => ({ name: `n${place}`, prefixLength, family }));
}

function emptyPlan(block: string): Plan {
  return createPlan('standard', [cidr(block)]);
}

/** The prefix length so many bits deeper, or the longest of the family. */
function deeper({ family, prefixLength }: Cidr, bits: number): number {
  return Math.min(prefixLength + bits, addressWidth(family));
}

function holds(outer: NodeRef, inner: NodeRef): boolean {
  return outer.block === inner.block && containsCidr(outer.cidr, inner.cidr);
}

function sameRef(a: NodeRef, b: NodeRef): boolean {
  return a.block === b.block && sameCidr(a.cidr, b.cidr);
}

function total(counts: readonly bigint[]): bigint {
  return counts.reduce((sum, count) => sum + count, 0n);
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, place) => first + place);
}

/** Every note of a plan once; those that were put together count as the ones that they are made of. */
function notesOf(plan: Plan): string[] {
  return [...new Set(nodesOf(plan).flatMap(({ node }) => node.label.note?.split(' / ') ?? []))];
}

/** That blocks in order make up the whole, without overlap and without gap. */
function expectTiles(whole: Cidr, parts: readonly Cidr[]): void {
  const starts: bigint[] = [];
  let end = addressToBigInt(whole);
  for (const part of parts) {
    starts.push(end);
    end += addressCount(part);
  }
  expect(parts.map(addressToBigInt)).toEqual(starts);
  expect(end).toBe(addressToBigInt(whole) + addressCount(whole));
}

/** That counts are right, labels hold no empty text and claim no free space, and leaves are the whole of their block. */
function expectSound(plan: Plan): void {
  const wrong = nodesOf(plan).filter(({ node }) => {
    const counted =
      node.kind === 'leaf' || node.leaves === leafCount(node.halves[0]) + leafCount(node.halves[1]);
    const isNoFreeSpace = node.kind === 'leaf' && node.free && claims(node.label);
    return !counted || isNoFreeSpace || !isDeepStrictEqual(tidy(node.label), { ...node.label });
  });
  expect(wrong).toEqual([]);
  const leaves = leafNodesOf(plan);
  expect(leavesOf(plan)).toBe(leaves.length);
  plan.blocks.forEach(({ cidr: base }, block) =>
    expectTiles(
      base,
      leaves.filter(({ at }) => at.block === block).map(({ at }) => at.cidr),
    ),
  );
}
