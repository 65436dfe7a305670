/** The parts of the app together, at a real desk: what an edit does to all of them. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createResource, removeResources, setField } from '../../../engine/editing.ts';
import type { TypeDescription } from '../../../engine/editing.ts';
import { catalogue as describeAll } from '../../../engine/index.ts';
import { plainPlan, rename } from '../../../engine/addresses.ts';
import { App } from '../../../src/state/app.svelte.ts';
import { emptyAsk } from '../../../src/state/ask.ts';
import { EngineClient } from '../../../src/state/engine-client.ts';
import { Library } from '../../../src/state/library.svelte.ts';
import type { KeptProject, ProjectStore } from '../../../src/state/store.ts';
import { Desk } from '../../../src/worker/desk.ts';
import type { Reply } from '../../../src/worker/protocol.ts';
import { handPort } from '../fixtures/ports.ts';

const catalogue = describeAll();
const subnetType = catalogue.types.find(({ kind }) => kind === 'subnet') as TypeDescription;

const example = `
format: hoplight/1
name: example
vpcs: [{ id: vpc-a, cidrBlock: 10.0.0.0/16, internetGateway: igw-a }]
subnets: [{ id: subnet-a, vpc: vpc-a, cidrBlock: 10.0.0.0/24 }]
routeTables: [{ id: main, vpc: vpc-a, main: true, routes: [{ destination: 0.0.0.0/0, target: igw-a }] }]
securityGroups:
  - { id: sg-web, vpc: vpc-a, ingress: [{ protocol: tcp, ports: 443, from: 0.0.0.0/0 }] }
instances:
  - { id: i-web, name: web, subnet: subnet-a, privateIp: 10.0.0.10, publicIp: 203.0.113.9, securityGroups: sg-web }
`;
const ask = { ...emptyAsk, from: 'internet', to: 'web', protocol: 'tcp', port: '443' };

/** An app on the example, with a worker that answers in its turn and a store that can be looked into. */
async function opened(
  shelf: { project?: KeptProject; aside?: Promise<void> } = {},
  journal: { text: string | null } = { text: null },
  arrival: { files: Promise<void> } = { files: Promise.resolve() },
  whileStarting: (app: App) => Promise<unknown> = () => Promise.resolve(),
) {
  const hand = handPort();
  const desk = new Desk(() => 0);
  const port = {
    ...hand.port,
    postMessage: ({ id, request }: Parameters<typeof hand.port.postMessage>[0]) => {
      const asked = structuredClone(request);
      queueMicrotask(() => {
        let reply: Reply;
        try {
          reply = { id, kind: 'answer', answer: structuredClone(desk.answer(asked, () => undefined)) };
        } catch (error) {
          reply = { id, kind: 'failed', message: String(error) };
        }
        hand.reply(reply);
      });
    },
  };
  const engine = new EngineClient(port);
  const store: ProjectStore = {
    read: () => Promise.resolve(shelf.project),
    write: (project) => {
      shelf.project = project;
      return Promise.resolve(true);
    },
    clear: () => {
      delete shelf.project;
      return Promise.resolve();
    },
    setAside: () => shelf.aside ?? Promise.resolve(),
    earlier: () => Promise.resolve([]),
  };
  const entries = [
    {
      slug: 'example',
      title: 'Example',
      question: 'Who reaches whom?',
      level: 'starter' as const,
      topics: [],
      flows: [{ name: 'https', ask, expect: null }],
    },
  ];
  const source = {
    entries: () => Promise.resolve(entries),
    files: async () => {
      await arrival.files;
      return [{ path: 'example.yaml', text: example }];
    },
    story: () => Promise.resolve(''),
  };
  const place = { hash: '' };
  const app = new App({
    engine,
    store,
    library: new Library(source, engine, 'example'),
    featured: 'example',
    servedInput: () => Promise.resolve(null),
    address: {
      hash: () => place.hash,
      replace: (hash) => (place.hash = hash),
      push: (hash) => (place.hash = hash),
      whole: (hash) => hash,
    },
    journal: {
      read: () => journal.text,
      write: (text) => (journal.text = text),
    },
  });
  const settle = () => vi.advanceTimersByTimeAsync(50);
  const starting = app.start();
  const early = whileStarting(app);
  await settle();
  await Promise.all([starting, early]);
  await app.wantPlanner();
  await settle();
  const edit = async (step: string, id: string, path: (string | number)[], value: unknown) => {
    app.editor.apply(step, setField(app.editor.document ?? {}, catalogue, id, path, value));
    await settle();
  };
  return { app, shelf, journal, place, settle, edit };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Goes to the example, whose files come only when they are let go, and does something in the meantime. */
async function whileFilesAreComing(work: (app: App) => Promise<unknown>) {
  const arrival = { files: Promise.resolve() };
  const { app, settle } = await opened({}, { text: null }, arrival);
  await app.newPlan();
  let arrive: () => void = () => undefined;
  arrival.files = new Promise((resolve) => (arrive = resolve));
  const going = app.openScenario('example');
  await settle();
  const working = work(app);
  arrive();
  await settle();
  await Promise.all([going, working]);
  return app;
}

describe('opening', () => {
  test('something while an example is still on its way leaves that out', async () => {
    const text = 'format: hoplight/1\nname: mine\nvpcs: [{ id: vpc-b, cidrBlock: 10.1.0.0/16 }]';
    const app = await whileFilesAreComing((open) =>
      open.openInput({ what: 'mine', files: [{ path: 'mine.yaml', text }] }),
    );
    expect(app.workspace.project?.name).toBe('mine');
  });

  test('something while the page is still starting leaves the example out', async () => {
    const text = 'format: hoplight/1\nname: early\nvpcs: [{ id: vpc-b, cidrBlock: 10.1.0.0/16 }]';
    const early = { what: 'early', files: [{ path: 'early.yaml', text }] };
    const { app } = await opened({}, { text: null }, { files: Promise.resolve() }, (starting) =>
      starting.openInput(early),
    );
    expect(app.workspace.project?.name).toBe('early');
    expect(app.editor.document).toMatchObject({ name: 'early' });
  });

  test('another view, gone to while something is on its way, is a view of that', async () => {
    const document = (name: string) =>
      `format: hoplight/1\nname: ${name}\nvpcs: [{ id: vpc-b, cidrBlock: 10.1.0.0/16 }]`;
    const shelf: { project?: KeptProject } = {};
    const { app, settle } = await opened(shelf);
    // The address names no project, and this is the one that such addresses bring back.
    shelf.project = { key: 'old', name: 'old', document: document('old'), savedAt: 1 };
    const opening = app.openInput({ what: 'mine', files: [{ path: 'mine.yaml', text: document('mine') }] });
    const going = app.follow('#/design');
    await settle();
    await Promise.all([opening, going]);
    expect(app.workspace.project?.name).toBe('mine');
  });

  test('closes its dialog when the project is there, however long it takes to be kept', async () => {
    const shelf: { aside?: Promise<void> } = {};
    const { app, settle } = await opened(shelf);
    let putAside: () => void = () => undefined;
    shelf.aside = new Promise((resolve) => (putAside = resolve));
    app.dialog = 'open';
    const text = 'format: hoplight/1\nname: mine\nvpcs: [{ id: vpc-b, cidrBlock: 10.1.0.0/16 }]';
    const opening = app.openInput({ what: 'mine', files: [{ path: 'mine.yaml', text }] });
    expect(app.dialog).toBe('open');
    await settle();
    expect(app.workspace.project?.name).toBe('mine');
    expect(app.dialog).toBeNull();
    app.dialog = 'keys'; // asked for while it is being kept: no business of the opening
    putAside();
    await opening;
    expect(app.dialog).toBe('keys');
  });

  test('what cannot be opened in the meantime does not keep the example away', async () => {
    const app = await whileFilesAreComing((open) =>
      open.openInput({ what: 'nothing', files: [{ path: 'nothing.txt', text: 'nothing' }] }),
    );
    expect(app.workspace.project?.scenario).toBe('example');
    expect(app.tracer.answer?.report.verdict).toBe('reachable');
  });
});

describe('an edit', () => {
  test('of an example leaves its questions', async () => {
    const { app, edit } = await opened();
    const before = app.questions.map(({ name }) => name);
    await edit('Close 443', 'sg-web', ['ingress'], []);
    expect(app.questions.map(({ name }) => name)).toEqual(before);
    expect(before).toEqual(['https']);
  });

  test('makes the example the user’s own, and is kept after a moment', async () => {
    const { app, shelf, place, edit } = await opened();
    expect(app.workspace.project?.scenario).toBe('example');
    await edit('Close 443', 'sg-web', ['ingress'], []);
    expect(app.workspace.project?.scenario).toBeNull();
    expect(place.hash).not.toContain('example');
    expect(shelf.project).toBeUndefined();
    await vi.advanceTimersByTimeAsync(300);
    expect(JSON.parse(shelf.project?.document ?? '{}')).toMatchObject({ securityGroups: [{ ingress: [] }] });
    expect(app.workspace.kept).toBe('saved');
  });

  test('is answered with a new verdict, and undoing it with the old one', async () => {
    const { app, edit, settle } = await opened();
    expect(app.tracer.answer?.report.verdict).toBe('reachable');
    await edit('Close 443', 'sg-web', ['ingress'], []);
    expect(app.tracer.answer?.report.verdict).toBe('forward_blocked');
    app.editor.undo();
    await settle();
    expect(app.tracer.answer?.report.verdict).toBe('reachable');
  });

  test('of what the question asks about leaves it without an answer, until it is back', async () => {
    const { app, settle } = await opened();
    app.editor.apply('Remove web', removeResources(app.editor.document ?? {}, catalogue, ['i-web']));
    await settle();
    expect([app.tracer.answer, app.tracer.errors.length]).toEqual([null, 1]);
    app.editor.undo();
    await settle();
    expect(app.tracer.answer?.report.verdict).toBe('reachable');
    expect(app.tracer.errors).toEqual([]);
  });

  test('shows its problems on the objects that have them', async () => {
    const { app, edit } = await opened();
    expect(app.workspace.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    await edit('Move the block', 'subnet-a', ['cidrBlock'], '192.168.0.0/24');
    expect(app.workspace.problems.map(({ resource }) => resource)).toContain('subnet-a');
    await edit('Break the block', 'subnet-a', ['cidrBlock'], 'ten');
    expect(app.workspace.project?.loaded.diagnostics[0]).toMatchObject({ resource: 'subnet-a' });
  });
});

describe('the plan', () => {
  const planOf = (app: App) => JSON.stringify(plainPlan(app.planner.plan));

  test('follows the network as long as it is not one of its own', async () => {
    const { app, settle } = await opened();
    const patch = createResource(app.editor.document ?? {}, catalogue, subnetType, { name: 'private' }).patch;
    app.editor.apply('Add a subnet', patch);
    await settle();
    expect(planOf(app)).toContain('private');
  });

  test('of its own stays as it is in its view, and both are kept', async () => {
    const { app, shelf, edit, settle } = await opened();
    app.planner.replace(rename(app.planner.plan, 'mine'), 'Name it');
    await edit('Close 443', 'sg-web', ['ingress'], []);
    await vi.advanceTimersByTimeAsync(300);
    expect(JSON.stringify(app.editor.document?.['plan'])).toContain('mine');
    app.editor.undo();
    await settle();
    await vi.advanceTimersByTimeAsync(300);
    const kept = shelf.project?.document ?? '';
    expect(kept).toContain('mine');
    expect(JSON.parse(kept)).toMatchObject({ securityGroups: [{ ingress: [{ ports: 443 }] }] });
  });
});

describe('a page that goes', () => {
  test('before the last edit was kept loses nothing of it', async () => {
    const first = await opened();
    await first.edit('Name the VPC', 'vpc-a', ['name'], 'kept');
    await vi.advanceTimersByTimeAsync(300);
    await first.edit('Close 443', 'sg-web', ['ingress'], []);
    first.app.leave();
    expect(first.journal.text).not.toBeNull();

    const second = await opened(first.shelf, first.journal);
    expect(second.app.editor.resource('vpc-a')).toMatchObject({ name: 'kept' });
    expect(second.app.editor.resource('sg-web')).toMatchObject({ ingress: [] });
    expect([second.app.editor.steps, second.journal.text]).toEqual([['Last visit'], null]);
  });
});
