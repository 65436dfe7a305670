/**
 * What things cost: the prices in use, which may be the reader's own and are kept in this browser, and what the open
 * project costs by the month. The worker does the sums; whoever shows them asks for them.
 */
import type { Diagnostic, InputFile, StandingReport } from '../../engine/index.ts';
import type { Loaded, PricesRead, RawFile } from '../worker/protocol.ts';
import type { EngineClient } from './engine-client.ts';
import { Persisted } from './persisted.svelte.ts';

/** By which prices costs are told. */
export interface PriceChoice {
  /** A price list of the reader's own; `null` for the built-in one. */
  readonly file: InputFile | null;
  /** GB a month, for prices in steps; `null` when not told. */
  readonly monthlyGb: number | null;
  /** The prices are taken for other Regions too. */
  readonly anyRegion: boolean;
}

/** What was said of a price list when it was read. */
export interface PriceNews {
  readonly name: string;
  readonly usable: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

const usual: PriceChoice = { file: null, monthlyGb: null, anyRegion: false };

export class Costs {
  #engine: EngineClient;
  #changed: () => void;
  #store = new Persisted<string>('prices', '', (text): text is string => text !== '');
  #choice: PriceChoice = $state.raw(usual);
  #news: PriceNews | null = $state.raw(null);
  #report: StandingReport | null = $state.raw(null);
  #failure: string | null = $state(null);
  /** What the report is of, or is being made of. */
  #of: Loaded | null = null;
  #ticket = 0;

  /** @param changed - called when other prices hold: what was told by those before is outdated */
  constructor(engine: EngineClient, changed: () => void) {
    this.#engine = engine;
    this.#changed = changed;
    this.#choice = readKept(this.#store.current);
  }

  get choice(): PriceChoice {
    return this.#choice;
  }

  /** What was said of the file that was read last; `null` when there is none, or it was put away. */
  get news(): PriceNews | null {
    return this.#news;
  }

  /** What the project costs; `null` until someone has asked. */
  get report(): StandingReport | null {
    return this.#report;
  }

  /** The engine itself failed: a bug, said in its words. */
  get failure(): string | null {
    return this.#failure;
  }

  /** Sends the kept choice ahead of all questions. */
  start(): void {
    if (this.#choice !== usual) void this.#resume();
  }

  /** What was kept may no longer be a price list; then the built-in one holds, and why is said. */
  async #resume(): Promise<void> {
    const told = await this.#send(this.#choice);
    if (told?.usable !== false) return;
    const news = this.#news;
    await this.choose({ file: null });
    this.#news = news;
  }

  /** @returns whether the file's prices are in use now; if not, those before still are, and {@link news} says why */
  async read(file: RawFile): Promise<boolean> {
    const told = await this.#send({ ...this.#choice, file });
    if (told?.usable !== true) return false;
    this.#take({ ...this.#choice, file: { path: file.path, text: told.text ?? '' } });
    return true;
  }

  /** Changes the choice in part. */
  async choose(change: Partial<PriceChoice>): Promise<void> {
    const choice = { ...this.#choice, ...change };
    const told = await this.#send(choice);
    if (told?.usable === true) this.#take(choice);
  }

  putNewsAway(): void {
    this.#news = null;
  }

  /** The price list in use as a file. */
  priceList(): Promise<string> {
    return this.#engine.ask({ kind: 'price-list' });
  }

  /** Asks what a project costs, unless that is known. Only the last call counts. */
  async refresh(loaded: Loaded): Promise<void> {
    if (this.#of === loaded) return;
    if (this.#of?.project !== loaded.project) this.#report = null;
    this.#of = loaded;
    await this.#ask(loaded);
  }

  /** What was told before stays until the answer is there. */
  async #ask({ project }: Loaded): Promise<void> {
    const ticket = ++this.#ticket;
    try {
      const report = await this.#engine.ask({ kind: 'cost', project });
      if (ticket !== this.#ticket) return;
      this.#report = report;
      this.#failure = null;
    } catch (error) {
      if (ticket === this.#ticket) this.#failure = textOf(error);
    }
  }

  async #send({ file, monthlyGb, anyRegion }: Choice): Promise<PricesRead | null> {
    try {
      const told = await this.#engine.ask({ kind: 'pricing', file, monthlyGb, anyRegion });
      const { usable, diagnostics } = told;
      this.#news =
        file === null || diagnostics.length === 0 ? null : { name: file.path, usable, diagnostics };
      return told;
    } catch (error) {
      this.#failure = textOf(error);
      return null;
    }
  }

  #take(choice: PriceChoice): void {
    this.#choice = choice;
    this.#store.current = JSON.stringify(choice);
    if (this.#of !== null) void this.#ask(this.#of);
    this.#changed();
  }
}

type Choice = Omit<PriceChoice, 'file'> & { readonly file: InputFile | RawFile | null };

/** What was kept, as far as it makes sense: anyone may have written it. */
function readKept(text: string): PriceChoice {
  if (text === '') return usual;
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null) return usual;
    const { file, monthlyGb, anyRegion } = { ...kept } as Readonly<Record<string, unknown>>;
    return {
      file: isFile(file) ? { path: file.path, text: file.text } : null,
      monthlyGb: typeof monthlyGb === 'number' && monthlyGb >= 0 ? monthlyGb : null,
      anyRegion: anyRegion === true,
    };
  } catch {
    return usual;
  }
}

function isFile(value: unknown): value is InputFile {
  const { path, text } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return typeof path === 'string' && typeof text === 'string';
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
