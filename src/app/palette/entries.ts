/** Everything that the palette finds: commands that can be done now, objects, views and settings, scenarios. */
import type { App } from '../../state/app.svelte.ts';
import { keyBindings, keysOf, shownKey } from '../../state/keys.ts';
import { theme, themes } from '../../state/theme.svelte.ts';
import { fuzzyMatch } from '../../ui/fuzzy.ts';
import type { GlyphName } from '../../ui/glyph.ts';
import { actionsOf } from './actions.ts';

export type EntryKind = 'Commands' | 'Objects' | 'Settings' | 'Scenarios';

export interface Entry {
  /** Names it among those used lately. */
  readonly id: string;
  readonly kind: EntryKind;
  readonly label: string;
  /** Dim at the right: address, topic. */
  readonly detail: string;
  readonly keys?: string;
  readonly glyph?: GlyphName;
  /** Also searched, never shown. */
  readonly words?: string;
  readonly run: () => void;
}

export interface Found {
  readonly entry: Entry;
  /** Places of the letters that were typed. */
  readonly at: readonly number[];
}

/** No longer list helps: who has more types another letter. */
const MOST = 50;

export function entriesOf(app: App, isMac: boolean): readonly Entry[] {
  return [...commands(app, isMac), ...actionsOf(app), ...objects(app), ...settings(), ...scenarios(app)];
}

/** The best first; with nothing typed those used lately, then the rest in their order. */
export function findEntries(
  entries: readonly Entry[],
  typed: string,
  recent: readonly string[],
): readonly Found[] {
  const rank = new Map(recent.map((id, at) => [id, recent.length - at]));
  const found = entries.flatMap((entry, order) => {
    const match = fuzzyMatch(typed, entry.label);
    const aside = match ?? fuzzyMatch(typed, `${entry.detail} ${entry.words ?? ''}`);
    if (aside === undefined) return [];
    const known = rank.get(entry.id) ?? 0;
    // Found by what is not its name, it stands behind what is.
    const score = (match === undefined ? aside.score / 2 - 10 : aside.score) + Math.min(6, known);
    return [{ entry, at: match?.at ?? [], score: typed.trim() === '' ? known : score, order }];
  });
  return found.sort((a, b) => b.score - a.score || a.order - b.order).slice(0, MOST);
}

function commands(app: App, isMac: boolean): readonly Entry[] {
  const { view, commands: offered, keyChoices } = app;
  return keyBindings
    .filter(({ command }) => command !== 'palette' && offered.has(command))
    .filter(({ group }) => isOf(group, view))
    .map((binding) => {
      const [key] = keysOf(binding, keyChoices.current);
      return {
        id: `command:${binding.command}`,
        kind: 'Commands',
        label: binding.does,
        detail: '',
        ...(key !== undefined && { keys: shownKey(key, isMac) }),
        words: binding.command,
        run: () => void offered.run(binding.command),
      };
    });
}

function isOf(group: string, view: string): boolean {
  const views: Readonly<Record<string, string>> = {
    'In a plan': 'plan',
    'In the design': 'design',
    'In a trace': 'trace',
  };
  return (views[group] ?? view) === view;
}

function objects(app: App): readonly Entry[] {
  const types = new Map(app.editor.catalogue?.types.map(({ kind, label }) => [String(kind), label]));
  return (
    app.editor.diagram.nodes
      .filter(({ kind }) => !['region', 'zone', 'internet', 'on-premises'].includes(kind))
      // The interface that AWS gives a machine has the machine's own name.
      .filter(({ kind, stated }) => stated || kind !== 'network-interface')
      .map((node): Entry => {
        const shape = node.shape;
        return {
          id: `object:${node.id}`,
          kind: 'Objects',
          label: node.name,
          detail: [types.get(node.kind) ?? (node.kind === 'note' ? 'Note' : node.kind), node.detail]
            .filter((part) => part !== '')
            .join(' · '),
          ...((shape === 'endpoint' || shape === 'hop') && { glyph: shape }),
          ...((shape === 'diamond' || shape === 'none') && {
            glyph: node.kind === 'note' ? ('note' as const) : ('checkpoint' as const),
          }),
          words: node.id,
          run: () => app.goTo(node.id, true),
        };
      })
  );
}

function settings(): readonly Entry[] {
  return themes.map(({ value, label }): Entry => ({
    id: `theme:${value}`,
    kind: 'Settings',
    label: `Theme: ${label}`,
    detail: theme.current === value ? 'in use' : '',
    words: 'colour dark light contrast appearance',
    run: () => theme.choose(value),
  }));
}

function scenarios(app: App): readonly Entry[] {
  return app.library.scenarios.map(({ slug, title, question, topics }): Entry => ({
    id: `scenario:${slug}`,
    kind: 'Scenarios',
    label: title,
    detail: topics.join(' · '),
    words: question,
    run: () => void app.openScenario(slug),
  }));
}
