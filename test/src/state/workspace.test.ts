import { describe, expect, test } from 'vitest';
import { EngineClient } from '../../../src/state/engine-client.ts';
import type { KeptProject, ProjectStore } from '../../../src/state/store.ts';
import { Workspace } from '../../../src/state/workspace.svelte.ts';
import type { Answers, Envelope } from '../../../src/worker/protocol.ts';
import { loaded } from '../fixtures/loaded.ts';
import { readyPort } from '../fixtures/ports.ts';

const good = { what: 'net.yaml', files: [{ path: 'net.yaml', text: 'good' }] };
const bad = { what: 'photo.txt', files: [{ path: 'photo.txt', text: 'bad' }] };
const broken = { what: 'broken', files: [{ path: 'broken', text: 'broken' }] };

/** A worker that answers at once: text `bad` holds nothing, text `broken` is a fault. */
function workspace(kept?: KeptProject) {
  const asked: Envelope[] = [];
  const answer = ({ request }: Envelope): Answers[keyof Answers] => {
    if (request.kind === 'check') return [];
    if (request.kind === 'document') return '{"format":"hoplight/1"}';
    if (request.kind !== 'load') return null;
    const [file] = request.files;
    const empty = file !== undefined && 'text' in file && file.text === 'bad';
    return loaded({ project: asked.length, name: 'net', resources: empty ? 0 : 7 });
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
  const engine = new EngineClient(port);
  const shelf: { project: KeptProject | undefined } = { project: kept };
  const store: ProjectStore = {
    read: () => Promise.resolve(shelf.project),
    write: (project) => {
      shelf.project = project;
      return Promise.resolve(true);
    },
    clear: () => {
      shelf.project = undefined;
      return Promise.resolve();
    },
  };
  return { space: new Workspace(engine, store), shelf, asked };
}

describe('opening', () => {
  test('one’s own files are opened, told about and kept', async () => {
    const { space, shelf } = workspace();
    const project = await space.openInput(good);
    expect(project).toMatchObject({ scenario: null, name: 'net' });
    expect(space.opening).toMatchObject({ opened: true, summary: '7 resources read from net.yaml.' });
    expect(space.kept).toBe('saved');
    expect(shelf.project?.document).toBe('{"format":"hoplight/1"}');
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

describe('coming back', () => {
  test('brings what was kept', async () => {
    const { space } = workspace({ name: 'mine', document: '{}', savedAt: 0 });
    expect(await space.restore()).toMatchObject({ name: 'mine', scenario: null });
    expect(space.kept).toBe('saved');
  });

  test('with nothing kept, or nothing that can be read, brings nothing', async () => {
    expect(await workspace().space.restore()).toBeNull();
    expect(await workspace({ name: 'mine', document: 'bad', savedAt: 0 }).space.restore()).toBeNull();
  });

  test('starting fresh forgets', async () => {
    const { space, shelf } = workspace({ name: 'mine', document: '{}', savedAt: 0 });
    await space.forget();
    expect(shelf.project).toBeUndefined();
  });
});
