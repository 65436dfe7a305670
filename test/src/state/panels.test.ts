import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Panels, panelLimits } from '../../../src/state/panels.svelte.ts';

/** A browser's small storage. */
function storage(kept: Record<string, string>) {
  return {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => void (kept[key] = value),
  };
}

let kept: Record<string, string>;
beforeEach(() => {
  kept = {};
  vi.stubGlobal('localStorage', storage(kept));
});
afterEach(() => vi.unstubAllGlobals());

describe('panels', () => {
  test('what was set is there at the next visit', () => {
    const panels = new Panels();
    panels.resize('rail', 300);
    panels.openRail('design', null);
    panels.openRail('trace', 'questions');
    panels.showInspector('trace', true);
    panels.openDrawer('text');
    const next = new Panels();
    expect(next.size('rail')).toBe(300);
    expect(next.railPart('design')).toBeNull();
    expect(next.railPart('trace')).toBe('questions');
    expect(next.wantsInspector('trace')).toBe(true);
    expect(next.drawer, 'the drawer starts shut').toBeNull();
    next.openDrawer();
    expect(next.drawer).toBe('text');
  });

  test('the inspector is opened and takes the keyboard once', () => {
    const panels = new Panels();
    panels.enterInspector('trace');
    expect([panels.wantsInspector('trace'), panels.inspectorTakesFocus]).toEqual([true, 'tabs']);
    panels.inspectorEntered();
    expect([panels.wantsInspector('trace'), panels.inspectorTakesFocus]).toEqual([true, null]);
    panels.enterInspector('design', 'name');
    expect(panels.inspectorTakesFocus).toBe('name');
  });

  test('no panel is larger or smaller than it can be', () => {
    const panels = new Panels();
    panels.resize('drawer', 1e9);
    expect(panels.size('drawer')).toBe(panelLimits.drawer.most);
    panels.resize('drawer', -5);
    expect(panels.size('drawer')).toBe(panelLimits.drawer.least);
  });

  test.each([
    'null',
    '[]',
    '{{',
    '{"sizes":{"rail":1e9,"inspector":"320","drawer":null},"rail":{"design":"story"},"drawer":"x"}',
    '{"__proto__":{"sizes":{"rail":300}}}',
  ])('what makes no sense is as if it were not kept: %s', (text) => {
    kept['hoplight.panels'] = text;
    const panels = new Panels();
    expect(panels.size('rail')).toBe(panelLimits.rail.usual);
    expect(panels.size('inspector')).toBe(panelLimits.inspector.usual);
    expect(panels.railPart('design')).toBe('add');
    expect(panels.drawer).toBeNull();
  });

  test('a plan and the gallery have no rail of their own', () => {
    const panels = new Panels();
    panels.openRail('plan', 'project');
    expect(panels.railPart('plan')).toBeNull();
    expect(panels.wantsInspector('learn')).toBe(false);
  });
});
