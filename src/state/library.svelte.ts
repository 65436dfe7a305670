/** The scenarios that come with the app: their titles at once, their networks when they are wanted. */
import type { InputFile, TraceReport } from '../../engine/index.ts';
import type { EngineClient } from './engine-client.ts';
import { toAsk, toQuestion } from './ask.ts';
import type { Ask } from './ask.ts';
import { countTopics } from './topics.ts';
import type { Topic } from './topics.ts';

export type Level = 'starter' | 'medium' | 'hard';

export interface ScenarioFlow {
  readonly name: string;
  readonly ask: Ask;
  readonly expect: string | null;
}

export interface ScenarioEntry {
  readonly slug: string;
  readonly title: string;
  /** One line. */
  readonly question: string;
  readonly level: Level;
  readonly topics: readonly string[];
  /** The first is the one that the scenario is about. */
  readonly flows: readonly ScenarioFlow[];
}

export interface ScenarioSource {
  /** All scenarios, in no particular order. */
  entries(): Promise<readonly ScenarioEntry[]>;
  files(slug: string): Promise<readonly InputFile[]>;
  story(slug: string): Promise<string>;
}

const levels: readonly Level[] = ['starter', 'medium', 'hard'];

export class Library {
  #scenarios: readonly ScenarioEntry[] = $state.raw([]);
  #loading: Promise<void> | null = null;
  #featured: string;
  #source: ScenarioSource;
  #engine: EngineClient;
  #pictures: Readonly<Record<string, TraceReport>> = $state.raw({});
  #asked: readonly string[] = [];
  #topic: string | null = $state(null);
  #search = $state('');

  readonly shown: readonly ScenarioEntry[] = $derived(this.#matching());

  readonly topics: readonly Topic[] = $derived(countTopics(this.#scenarios.flatMap(({ topics }) => topics)));

  constructor(source: ScenarioSource, engine: EngineClient, featured: string) {
    this.#source = source;
    this.#engine = engine;
    this.#featured = featured;
  }

  /** The featured one first, then by level; none until {@link load} is done. */
  get scenarios(): readonly ScenarioEntry[] {
    return this.#scenarios;
  }

  /** Fetches the index of the scenarios, once. */
  load(): Promise<void> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  get topic(): string | null {
    return this.#topic;
  }

  get search(): string {
    return this.#search;
  }

  set search(text: string) {
    this.#search = text;
  }

  /** Shows one topic; the same again shows all. */
  choose(topic: string | null): void {
    this.#topic = this.#topic === topic ? null : topic;
  }

  clear(): void {
    this.#topic = null;
    this.#search = '';
  }

  entry(slug: string): ScenarioEntry | undefined {
    return this.scenarios.find((scenario) => scenario.slug === slug);
  }

  files(slug: string): Promise<readonly InputFile[]> {
    return this.#source.files(slug);
  }

  story(slug: string): Promise<string> {
    return this.#source.story(slug);
  }

  /** The trace that a scenario is about, once it has been asked for with {@link wantPicture}. */
  picture(slug: string): TraceReport | undefined {
    return this.#pictures[slug];
  }

  async wantPicture(slug: string): Promise<void> {
    if (this.#asked.includes(slug)) return;
    this.#asked = [...this.#asked, slug];
    await this.load();
    const ask = this.entry(slug)?.flows[0]?.ask;
    const question = ask === undefined ? null : toQuestion(ask);
    try {
      const report = await this.#engine.ask({
        kind: 'glimpse',
        files: await this.#source.files(slug),
        question,
      });
      if (report !== null) this.#pictures = { ...this.#pictures, [slug]: report };
    } catch {
      // The card stays without a picture; opening the scenario says what is wrong.
    }
  }

  async #load(): Promise<void> {
    const rank = ({ slug, level }: ScenarioEntry) => (slug === this.#featured ? -1 : levels.indexOf(level));
    try {
      this.#scenarios = [...(await this.#source.entries())].sort((a, b) => rank(a) - rank(b));
    } catch {
      this.#loading = null; // cut off from its host: asked again with the next address
    }
  }

  #matching(): readonly ScenarioEntry[] {
    return this.scenarios.filter((entry) => this.#matches(entry));
  }

  #matches(entry: ScenarioEntry): boolean {
    if (this.#topic !== null && !entry.topics.includes(this.#topic)) return false;
    const text = [entry.title, entry.question, entry.level, ...entry.topics].join(' ').toLowerCase();
    return this.#search
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word));
  }
}

/** A flow as the scenario index gives it. */
export function scenarioFlow(value: object): ScenarioFlow {
  const { name, expect } = value as { name?: unknown; expect?: unknown };
  return {
    name: typeof name === 'string' ? name : '',
    ask: toAsk(value),
    expect: typeof expect === 'string' ? expect : null,
  };
}
