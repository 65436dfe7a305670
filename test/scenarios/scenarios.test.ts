/**
 * Every scenario is a test: it loads cleanly, says in its front matter which faults it is about, and each of its flows
 * gets the answer that its `flows.json` expects.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { judge, lint, load, rules, traceReport } from '../../engine/index.ts';
import type { Diagnostic, Expectation, Network, Question } from '../../engine/index.ts';

interface FrontMatter {
  readonly title: string;
  readonly question: string;
  readonly level: string;
  readonly topics: readonly string[];
  readonly rules: readonly string[];
  readonly paths: readonly string[];
  /** Paths through what a VPC connects to, such as transit gateways, VPN and endpoints. */
  readonly journeys?: readonly string[];
  readonly cases: readonly number[];
  /** Codes of the errors and warnings that the scenario is about. */
  readonly diagnostics?: readonly string[];
}

interface ScenarioFlow extends Question {
  readonly name: string;
  readonly expect: Exclude<Expectation, string>;
}

interface Scenario {
  readonly slug: string;
  readonly document: string;
  readonly flows: readonly ScenarioFlow[];
  readonly about: FrontMatter;
  /** The story without its front matter. */
  readonly story: string;
}

const FEATURED = 'reply-never-came-home';
const LEVELS = ['starter', 'medium', 'hard'];
const TOPICS = [
  'Route',
  'ACL',
  'Group',
  'NAT',
  'Gateway',
  'Peering',
  'IPv6',
  'DNS',
  'Overlap',
  'Transit',
  'Hybrid',
  'Endpoint',
  'Inspection',
  'Load balancer',
];
const PATHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16].map((number) => `PATH-${number}`);
const JOURNEYS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14].map((number) => `F-${number}`);
const CASES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20];
const MOST_WORDS = 200;

const folder = fileURLToPath(new URL('../../scenarios/', import.meta.url));
const scenarios = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => readScenario(entry.name));

describe.each(scenarios)('$slug', ({ slug, document, flows, about, story }) => {
  const { network, diagnostics } = load([{ path: 'scenario.yaml', text: document }]);

  test('loads without errors and warnings', () => {
    expect(troublesOf(diagnostics)).toEqual([]);
  });

  test('has a name, and a description that is short', () => {
    const { name, description } = parse(document) as { name?: string; description?: string };
    expect(name).toMatch(/\S/);
    expect(description).toMatch(/^\S.{10,120}\.$/);
  });

  test('names the faults that it is about', () => {
    expect([...new Set(troublesOf(lint(network)).map(({ code }) => code))].sort()).toEqual([...(about.diagnostics ?? [])].sort());
  });

  test('opens on a flow that has something to explain', () => {
    expect(flows.length).toBeGreaterThan(0);
    if (slug === FEATURED) expect(flows[0]?.expect.verdict).toBe('return_blocked');
  });

  test.each(flows)('$name', (flow) => {
    expect(differenceIn(network, flow)).toBeNull();
  });

  test('states what decides wherever something blocks', () => {
    for (const { name, expect: wanted } of flows) {
      if (wanted.verdict === 'reachable') continue;
      expect(Object.keys(wanted), name).toEqual(expect.arrayContaining(['at', 'component', 'code', 'alsoBlockedBy']));
    }
  });

  test('has its front matter', () => {
    expect(about.title).toMatch(/\S/);
    expect(about.question).toMatch(/\?$/);
    expect(LEVELS).toContain(about.level);
    expect(about.topics.length).toBeGreaterThan(0);
    expect(about.topics.filter((topic) => !TOPICS.includes(topic))).toEqual([]);
    expect(about.rules.length).toBeGreaterThan(0);
    expect(about.rules.filter((rule) => !Object.hasOwn(rules, rule))).toEqual([]);
    expect(about.paths.filter((path) => !Object.hasOwn(rules, path))).toEqual([]);
    expect((about.journeys ?? []).filter((journey) => !JOURNEYS.includes(journey))).toEqual([]);
    expect(about.cases.every(Number.isInteger)).toBe(true);
  });

  test('tells its story in few words', () => {
    const words = story.split(/\s+/).length;
    expect(words).toBeGreaterThan(60);
    expect(words).toBeLessThan(MOST_WORDS);
  });
});

describe('the scenarios together', () => {
  test('the one that a first visit opens on is there', () => {
    expect(scenarios.map(({ slug }) => slug)).toContain(FEATURED);
  });

  test.each(PATHS)('%s is shown', (path) => {
    expect(scenarios.filter(({ about }) => about.paths.includes(path))).not.toEqual([]);
  });

  test.each(JOURNEYS)('%s is shown', (journey) => {
    expect(scenarios.filter(({ about }) => about.journeys?.includes(journey))).not.toEqual([]);
  });

  test.each(CASES)('case %i is told', (number) => {
    expect(scenarios.filter(({ about }) => about.cases.includes(number))).not.toEqual([]);
  });

  test.each(['slug', 'title', 'question'] as const)('no two have the same %s', (key) => {
    const values = scenarios.map(({ slug, about }) => (key === 'slug' ? slug : about[key]));
    expect(new Set(values).size).toBe(values.length);
  });

  test.each(TOPICS)('topic %s has a scenario', (topic) => {
    expect(scenarios.filter(({ about }) => about.topics.includes(topic))).not.toEqual([]);
  });
});

function readScenario(slug: string): Scenario {
  const read = (file: string) => {
    const path = `${folder}${slug}/${file}`;
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  };
  const [, head = '{}', story = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(read('story.md')) ?? [];
  return {
    slug,
    document: read('scenario.yaml'),
    flows: JSON.parse(read('flows.json') || '[]') as ScenarioFlow[],
    about: parse(head) as FrontMatter,
    story: story.trim(),
  };
}

function troublesOf(diagnostics: readonly Diagnostic[]): Pick<Diagnostic, 'code' | 'detail'>[] {
  return diagnostics
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, detail }) => ({ code, detail }));
}

/** What a flow's answer has that its expectation does not; `null` when it holds. */
function differenceIn(network: Network, { expect: wanted, ...question }: ScenarioFlow): string | null {
  const answer = traceReport(network, question);
  return answer.ok ? judge(answer.report, wanted).difference : answer.errors.map(({ message }) => message).join(' ');
}
