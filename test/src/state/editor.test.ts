import { describe, expect, test, vi } from 'vitest';
import { applyPatch, createResource, setField } from '../../../engine/editing.ts';
import type { PlainDocument, TypeDescription } from '../../../engine/editing.ts';
import { catalogue as describeAll } from '../../../engine/index.ts';
import { Editor } from '../../../src/state/editor.svelte.ts';
import type { Renewal } from '../../../src/state/editor.svelte.ts';
import { EngineClient } from '../../../src/state/engine-client.ts';
import { Desk } from '../../../src/worker/desk.ts';
import type { Answers, Envelope, Reply } from '../../../src/worker/protocol.ts';
import { handPort } from '../fixtures/ports.ts';

const catalogue = describeAll();
const subnetType = catalogue.types.find(({ kind }) => kind === 'subnet') as TypeDescription;
const text = JSON.stringify({
  format: 'hoplight/1',
  vpcs: [{ id: 'vpc-a', name: 'shop', cidrBlock: '10.0.0.0/16' }],
  subnets: [{ id: 'subnet-a', vpc: 'shop', cidrBlock: '10.0.0.0/24' }],
});

/** An editor at a real desk, whose answers come when `give` is called. */
function editing() {
  const { port, sent, reply } = handPort();
  const desk = new Desk(() => 0);
  const renewals: Renewal[] = [];
  const said: string[] = [];
  const changed = vi.fn();
  let given = 0;
  const answerTo = ({ id, request }: Envelope): Reply => {
    try {
      // What crosses to a worker is cloned, and must be such that it can be.
      const answer = structuredClone(desk.answer(structuredClone(request), () => undefined));
      return { id, kind: 'answer', answer };
    } catch (error) {
      return { id, kind: 'failed', message: String(error) };
    }
  };
  const give = async () => {
    while (given < sent.length) {
      const next = sent[given++];
      if (next !== undefined) reply(answerTo(next.message));
      await Promise.resolve();
    }
  };
  /** All answers, those to what is only asked after them too. */
  const settle = async () => {
    for (let round = 0; round < 20; round++) {
      await give();
      await Promise.resolve();
    }
  };
  const engine = new EngineClient(port);
  const editor = new Editor({
    engine,
    changed,
    renewed: (renewal) => void renewals.push(renewal),
    say: (words) => void said.push(words),
  });
  const edits = () =>
    sent.flatMap(({ message }) => (message.request.kind === 'edit' ? [message.request] : []));
  const open = async () => {
    const opening = engine.ask({ kind: 'load', files: [{ path: 'a.json', text }] });
    await settle();
    const loaded: Answers['load'] = await opening;
    editor.open(loaded);
    const learning = editor.learnTypes();
    await settle();
    await learning;
    return loaded;
  };
  /** The document as the worker has it. */
  const atWorker = async (project: number) => {
    const asking = engine.ask({ kind: 'document', project, format: 'json' });
    await settle();
    return asking;
  };
  return { editor, open, settle, give, edits, renewals, said, changed, atWorker };
}

const rename = (document: PlainDocument | null, name: string) =>
  document === null ? [] : setField(document, catalogue, 'subnet-a', ['name'], name);

describe('an edit', () => {
  test('is there at once; what follows from it, when the worker has told', async () => {
    const { editor, open, settle, renewals, said, changed } = editing();
    await open();
    expect(editor.catalogue?.types.length).toBe(catalogue.types.length);
    const { patch, id } = createResource(editor.document ?? {}, catalogue, subnetType, { parent: 'vpc-a' });
    editor.apply('Add a subnet', patch);
    expect(editor.resource(id)).toMatchObject({ cidrBlock: '10.0.1.0/24' });
    expect([editor.busy, changed.mock.calls.length, said]).toEqual([true, 1, ['Add a subnet.']]);
    expect(editor.diagram.nodes.some((node) => node.id === id)).toBe(false);
    await settle();
    expect(editor.busy).toBe(false);
    expect(editor.diagram.nodes.some((node) => node.id === id)).toBe(true);
    expect(renewals.map(({ edited }) => edited.resources)).toEqual([3]);
    expect(editor.typeOf(id)?.kind).toBe('subnet');
    expect(editor.typeOf('main:vpc-a')?.kind).toBe('route-table');
  });

  test('that comes while the worker is at another goes to it with those that come after', async () => {
    const { editor, open, settle, edits, renewals } = editing();
    await open();
    for (const name of ['a', 'b', 'c', 'd']) editor.apply(`Rename ${name}`, rename(editor.document, name));
    expect(edits()).toHaveLength(1);
    await settle();
    expect(edits()).toHaveLength(2);
    expect(renewals).toHaveLength(2);
    expect(editor.resource('subnet-a')).toMatchObject({ name: 'd' });
    expect(editor.steps).toEqual(['Rename d', 'Rename c', 'Rename b', 'Rename a']);
  });

  test('of nothing is no step, and neither is one in a project that another tab has', async () => {
    const { editor, open } = editing();
    await open();
    editor.apply('Nothing', []);
    editor.readOnly = true;
    editor.apply('Rename', rename(editor.document, 'x'));
    expect([editor.canUndo, editor.steps]).toEqual([false, []]);
    expect(editor.resource('subnet-a')).not.toHaveProperty('name');
  });

  test('that the engine fails at is said, and is sent again with the next', async () => {
    const { editor, open, settle } = editing();
    await open();
    const before = editor.document;
    editor.apply('Break', [{ op: 'add', path: '/description', value: () => 0 }]);
    await settle();
    expect(editor.failure).toContain('could not be cloned');
    editor.undo();
    expect(editor.document).toBe(before);
    editor.apply('Rename', rename(editor.document, 'fine'));
    await settle();
    expect([editor.failure, editor.busy]).toEqual([null, false]);
  });
});

describe('undo', () => {
  test('goes back 50 steps and forth again to the same documents, here and at the worker', async () => {
    const { editor, open, settle, atWorker } = editing();
    const { project } = await open();
    const texts: string[] = [await atWorker(project)];
    const documents = [editor.document];
    for (let step = 0; step < 50; step++) {
      const type = catalogue.types[step % catalogue.types.length];
      const document = editor.document ?? {};
      if (type === undefined) continue;
      const patch =
        step % 3 === 2
          ? setField(document, catalogue, 'subnet-a', ['tags'], { step: String(step) })
          : createResource(document, catalogue, type).patch;
      editor.apply(`Step ${step}`, patch);
      await settle();
      documents.push(editor.document);
      texts.push(await atWorker(project));
    }
    for (let step = 49; step >= 0; step--) {
      editor.undo();
      await settle();
      expect(editor.document).toBe(documents[step]);
      expect(await atWorker(project)).toBe(texts[step]);
    }
    expect([editor.canUndo, editor.undone.length]).toEqual([false, 50]);
    for (let step = 1; step <= 50; step++) editor.redo();
    await settle();
    expect(editor.document).toBe(documents[50]);
    expect(await atWorker(project)).toBe(texts[50]);
    expect(editor.canRedo).toBe(false);
  });

  test('says what it took back; a step after it leaves nothing to do again', async () => {
    const { editor, open, said } = editing();
    await open();
    editor.apply('Rename to a', rename(editor.document, 'a'), null);
    editor.undo();
    editor.redo();
    editor.undo();
    editor.apply('Rename to b', rename(editor.document, 'b'), null);
    expect(said).toEqual(['Undone: Rename to a.', 'Done again: Rename to a.', 'Undone: Rename to a.']);
    expect([editor.canRedo, editor.steps]).toEqual([false, ['Rename to b']]);
  });

  test('leaves the plan as its own view has it', async () => {
    const { editor, open, settle, edits } = editing();
    await open();
    editor.apply('Rename', rename(editor.document, 'a'));
    await settle();
    editor.takePlan({ name: 'planned' });
    const count = edits().length;
    expect(editor.busy).toBe(false);
    editor.undo();
    await settle();
    expect(editor.document).toMatchObject({ plan: { name: 'planned' } });
    expect(editor.resource('subnet-a')).not.toHaveProperty('name');
    expect(edits()[count]?.patch.every(({ path }) => !path.startsWith('/plan'))).toBe(true);
  });
});

describe('another project', () => {
  test('has nothing of the one before, and a late answer changes nothing', async () => {
    const { editor, open, give, renewals } = editing();
    const loaded = await open();
    editor.apply('Rename', rename(editor.document, 'a'));
    const empty: PlainDocument = { format: 'hoplight/1' };
    editor.open({ ...loaded, project: loaded.project + 1, document: empty });
    await give();
    expect([editor.document, editor.canUndo, renewals]).toEqual([empty, false, []]);
    expect(applyPatch(empty, [])).toBe(empty);
  });
});
