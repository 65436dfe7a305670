/**
 * A build step: gathers the titles, questions, topics and flows of all scenarios into one small module, so that the
 * gallery can be drawn before any scenario is fetched.
 */
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { parse } from 'yaml';

const id = 'virtual:scenario-index';
const resolved = `\0${id}`;

export function scenarioIndex(folder: string): Plugin {
  return {
    name: 'scenario-index',
    resolveId: (source) => (source === id ? resolved : undefined),
    load(source) {
      if (source !== resolved) return undefined;
      this.addWatchFile(folder);
      return `export const entries = ${JSON.stringify(readEntries(folder))};`;
    },
  };
}

function readEntries(folder: string): unknown[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'story.md')))
    .map((entry) => entry.name)
    .sort()
    .map((slug) => {
      const { title, question, level, topics } = frontMatter(join(folder, slug, 'story.md'));
      return { slug, title, question, level, topics, flows: readFlows(join(folder, slug, 'flows.json')) };
    });
}

/** A scenario without a title or question stops the build: it could not be shown. */
function frontMatter(file: string): Record<string, unknown> {
  const block = /^---\n([\s\S]*?)\n---/.exec(readFileSync(file, 'utf8'))?.[1];
  const values = (block === undefined ? {} : parse(block)) as Record<string, unknown>;
  for (const key of ['title', 'question', 'level', 'topics']) {
    if (values[key] === undefined) throw new Error(`${file} has no \`${key}\` in its front matter.`);
  }
  return values;
}

function readFlows(file: string): unknown {
  if (!existsSync(file)) return [];
  const flows = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>[];
  return flows.map(({ expect, ...question }) => ({ ...question, expect: verdictOf(expect) }));
}

/** What is expected may say much; the app shows the verdict. */
function verdictOf(expect: unknown): unknown {
  return typeof expect === 'object' && expect !== null && 'verdict' in expect ? expect.verdict : expect;
}
