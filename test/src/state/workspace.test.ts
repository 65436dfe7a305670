import { describe, expect, test } from 'vitest';
import { createPlan, rename } from '../../../engine/addresses.ts';
import { EngineClient } from '../../../src/state/engine-client.ts';
import type { KeptProject, ProjectStore } from '../../../src/state/store.ts';
import { Workspace } from '../../../src/state/workspace.svelte.ts';
import type { Project } from '../../../src/state/workspace.svelte.ts';
import type { Answers, Envelope } from '../../../src/worker/protocol.ts';
import { loaded } from '../fixtures/loaded.ts';
import { readyPort } from '../fixtures/ports.ts';

const good = { what: 'net.yaml', files: [{ path: 'net.yaml', text: 'good' }] };
const bad = { what: 'photo.txt', files: [{ path: 'photo.txt', text: 'bad' }] };
const broken = { what: 'broken', files: [{ path: 'broken', text: 'broken' }] };

/** A document that holds a plan and no network. */
const planned = { what: 'plan.json', files: [{ path: 'plan.json', text: 'plan' }] };

/** A worker that answers at once: text `bad` holds nothing, `plan` a plan only, and `broken` is a fault. */
const empty = '{"format":"hoplight/1","name":"new"}';

function workspace(kept?: KeptProject) {
  const asked: Envelope[] = [];
  const answer = ({ request }: Envelope): Answers[keyof Answers] => {
    if (request.kind === 'check') return [];
    if (request.kind === 'document')
      return JSON.stringify({ format: 'hoplight/1', ...(request.plan && { plan: request.plan.name }) });
    if (request.kind === 'plan-to-network') return { ...loaded({ project: asked.length }), added };
    if (request.kind !== 'load') return null;
    const [file] = request.files;
    const text = file !== undefined && 'text' in file ? file.text : '';
    const resources = ['bad', 'plan', empty].includes(text) ? 0 : 7;
    return loaded({ project: asked.length, name: 'net', resources, planIsOwn: text === 'plan' });
  };
  const port = readyPort((envelope) => {
    asked.push(envelope);
    const { id, request } = envelope;
    const fails =
      request.kind === 'load' && request.files.some((file) => 'text' in file && file.text === 'broken');
    return fails
      ? { id, kind: 'failed', message: 'out of memory' }
      : { id, kind: 'answer', answer: answer(envelope) };
  });
  const shelf: { project: KeptProject | undefined; earlier: readonly KeptProject[] } = {
    project: kept,
    earlier: [],
  };
  const done = <T>(value: T) => Promise.resolve(value);
  const store: ProjectStore = {
    read: () => done(shelf.project),
    write: (project) => {
      shelf.project = project;
      return done(true);
    },
    clear: () => {
      shelf.project = undefined;
      return done(undefined);
    },
    setAside: () => {
      if (shelf.project !== undefined) shelf.earlier = [shelf.project, ...shelf.earlier];
      return done(undefined);
    },
    earlier: () => done(shelf.earlier),
  };
  const turned: { to: string; kept: boolean }[] = [];
  const turn = ({ name }: Project) => void turned.push({ to: name, kept: shelf.project?.name === name });
  return { space: new Workspace(new EngineClient(port), store, turn), shelf, asked, turned };
}

const added = {
  vpcs: ['edge'],
  cidrBlocks: [],
  subnets: ['app-a', 'app-b'],
  internetGateways: [],
  routeTables: [],
};

describe('opening', () => {
  test('one’s own files are opened, told about and kept', async () => {
    const { space, shelf } = workspace();
    const project = await space.openInput(good);
    expect(project).toMatchObject({ scenario: null, name: 'net' });
    expect(space.opening).toMatchObject({ opened: true, summary: '7 resources read from net.yaml.' });
    expect(space.kept).toBe('saved');
    expect(shelf.project?.document).toBe('{"format":"hoplight/1"}');
  });

  test('everything turns to a project once, as soon as it is open and not only when it is kept', async () => {
    const { space, turned } = workspace();
    await space.openInput(good);
    expect(turned).toEqual([{ to: 'net', kept: false }]);
  });

  test('what holds no network leaves the open project as it was, and says what to do', async () => {
    const { space, shelf } = workspace();
    const project = await space.openInput(good);
    expect(await space.openInput(bad)).toBeNull();
    expect(space.project).toBe(project);
    expect(shelf.project?.name).toBe('net');
    expect(space.opening?.opened).toBe(false);
    expect(space.opening?.summary).toContain('No network was found in photo.txt. Your project is as it was.');
  });

  test('a fault while reading is said, and nothing is lost', async () => {
    const { space } = workspace();
    const project = await space.openInput(good);
    expect(await space.openInput(broken)).toBeNull();
    expect(space.project).toBe(project);
    expect(space.opening?.summary).toBe('broken could not be read: out of memory');
    expect(space.reading).toBeNull();
  });

  test('the project before stays to go back to, those before it are given back to the worker', async () => {
    const { space, asked } = workspace();
    const first = await space.openInput(good);
    const second = await space.openInput(good);
    expect(space.previous).toBe(first);
    const third = await space.openInput(good);
    const dropped = () => asked.flatMap(({ request }) => (request.kind === 'drop' ? [request.project] : []));
    expect(dropped()).toEqual([first?.loaded.project]);
    expect(await space.undoOpening()).toBe(second);
    expect(space.project).toBe(second);
    expect(dropped()).toEqual([first?.loaded.project, third?.loaded.project]);
    expect(await space.undoOpening()).toBeNull();
  });

  test('going back keeps again what was kept before', async () => {
    const { space, shelf } = workspace();
    await space.openScenario('slug', 'A title', good.files);
    await space.openInput(good);
    await space.undoOpening();
    expect([space.project?.scenario, shelf.project]).toEqual(['slug', undefined]);
  });

  test('an example is not kept', async () => {
    const { space, shelf } = workspace();
    await space.openScenario('slug', 'A title', good.files);
    expect([space.project?.name, space.kept, shelf.project]).toEqual(['A title', 'unkept', undefined]);
  });
});

describe('the plan of a project', () => {
  const plan = rename(createPlan('aws', []), 'edited');

  test('is kept in the document, with the columns of its table', async () => {
    const { space, shelf } = workspace();
    await space.openInput(good);
    expect(shelf.project?.document).toBe('{"format":"hoplight/1"}');
    await space.keepPlan(plan, ['name', 'cidr']);
    expect(space.project).toMatchObject({ name: 'net', plan, planIsOwn: true });
    expect(shelf.project).toMatchObject({
      document: '{"format":"hoplight/1","plan":"edited"}',
      columns: ['name', 'cidr'],
    });
    expect([space.kept, space.columns]).toEqual(['saved', ['name', 'cidr']]);
  });

  test('makes an example the user’s own, and what was kept before one of the earlier projects', async () => {
    const { space, shelf } = workspace({ name: 'mine', document: '{}', savedAt: 0 });
    await space.openScenario('slug', 'A title', good.files);
    await space.keepPlan(plan, []);
    expect([space.project?.scenario, space.project?.name]).toEqual([null, 'A title']);
    expect([shelf.project?.name, shelf.earlier.map(({ name }) => name)]).toEqual(['A title', ['mine']]);
    await space.keepPlan(plan, []);
    expect(shelf.earlier).toHaveLength(1);
  });

  test('is downloaded with its document once it was edited', async () => {
    const { space } = workspace();
    expect(await space.document('json')).toBeNull();
    await space.openInput(good);
    expect(await space.document('json')).toBe('{"format":"hoplight/1"}');
    await space.keepPlan(plan, []);
    expect(await space.document('json')).toBe('{"format":"hoplight/1","plan":"edited"}');
  });

  test('is enough to open a document', async () => {
    const { space } = workspace();
    expect(await space.openInput(planned)).toMatchObject({ name: 'net', planIsOwn: true });
    expect(space.opening?.summary).toBe('An address plan read from plan.json.');
  });

  test('becomes a network, with a way back', async () => {
    const { space, asked } = workspace();
    const before = await space.openInput(good);
    const project = await space.planToNetwork(plan);
    expect(space.opening).toMatchObject({ opened: true, summary: '1 VPC and 2 subnets made of the plan.' });
    expect([space.project === project, space.previous === before]).toEqual([true, true]);
    const request = asked.map((envelope) => envelope.request).find(({ kind }) => kind === 'plan-to-network');
    expect(request).toMatchObject({ project: before?.loaded.project, plan });
  });

  test('goes nowhere when no project is open', async () => {
    const { space, shelf } = workspace();
    await space.keepPlan(plan, []);
    expect([space.project, shelf.project]).toEqual([null, undefined]);
  });
});

describe('coming back', () => {
  test('brings what was kept', async () => {
    const { space } = workspace({ name: 'mine', document: '{}', savedAt: 0 });
    expect(await space.restore()).toMatchObject({ name: 'mine', scenario: null });
    expect(space.kept).toBe('saved');
  });

  test('brings the columns too, and a plan that stands alone', async () => {
    const { space } = workspace({ name: 'mine', document: 'plan', savedAt: 0, columns: ['cidr'] });
    expect(await space.restore()).toMatchObject({ name: 'mine', planIsOwn: true });
    expect(space.columns).toEqual(['cidr']);
  });

  test('brings a network with nothing in it yet', async () => {
    const { space } = workspace({ name: 'new', document: empty, savedAt: 0, key: 'k' });
    expect(await space.restore()).toMatchObject({ name: 'new' });
    expect(space.identity).toBe('own k');
  });

  test('with nothing kept, or nothing that can be read, brings nothing', async () => {
    expect(await workspace().space.restore()).toBeNull();
    expect(await workspace({ name: 'mine', document: 'bad', savedAt: 0 }).space.restore()).toBeNull();
  });

  test('starting fresh forgets, and the project is still among the earlier ones', async () => {
    const kept = { name: 'mine', document: '{}', savedAt: 0 };
    const { space, shelf } = workspace(kept);
    await space.forget();
    expect(shelf.project).toBeUndefined();
    expect(await space.earlier()).toEqual([kept]);
  });
});
