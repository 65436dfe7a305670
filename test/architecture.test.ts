/**
 * Who imports whom, and what the engine keeps out of: the table of the house style, as ARCHITECTURE.md draws it. A
 * failure names the file, what it takes in, and why that is not wanted.
 */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Import {
  readonly file: string;
  /** A file of the project, from its root, or the name of a package. */
  readonly target: string;
  readonly isPackage: boolean;
  readonly typeOnly: boolean;
}

function filesOf(folder: string, endings: readonly string[]): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(join(root, path)).isDirectory()) return filesOf(path, endings);
    return endings.some((ending) => name.endsWith(ending)) ? [path] : [];
  });
}

const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
const SOURCE = ['.ts', '.svelte', '.mjs', '.js'];

/** Code without comments; with `strings` false also without the insides of quoted text. */
function codeOf(file: string, { strings }: { readonly strings: boolean }): string {
  const token =
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|<!--[\s\S]*?-->|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*(?=[\s.,;)\]])/g;
  return textOf(file).replace(token, (found) => {
    if (found.startsWith('/*') || found.startsWith('//') || found.startsWith('<!--'))
      return found.replace(/[^\n]/g, ' ');
    return strings ? found : "''";
  });
}

function importsOf(file: string): Import[] {
  const code = codeOf(file, { strings: true });
  const statements = code.matchAll(
    /^[ \t]*(?:import|export)\s+(type\s+)?(?:[^;'"=]*?\sfrom\s+)?['"]([^'"]+)['"]/gm,
  );
  const dynamic = code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g);
  return [
    ...[...statements].map(([, type, name = '']) => importOf(file, name, type !== undefined)),
    ...[...dynamic].map(([, name = '']) => importOf(file, name, false)),
  ];
}

function importOf(file: string, name: string, typeOnly: boolean): Import {
  if (!name.startsWith('.')) return { file, target: name, isPackage: true, typeOnly };
  return { file, target: normalize(join(dirname(file), name)), isPackage: false, typeOnly };
}

/** What the world outside imports: the whole engine, and the sums of addresses and edits that a page takes at once. */
const DOORS = ['engine/index.ts', 'engine/addresses.ts', 'engine/editing.ts'];

const engineImports = filesOf('engine', SOURCE).flatMap(importsOf);
const sourceImports = filesOf('src', SOURCE).flatMap(importsOf);

/** `engine/ip/cidr.ts` → `ip`; files beside the folders are `index`. */
const folderOf = (path: string) => {
  const [, folder = '', ...rest] = path.split('/');
  return rest.length === 0 ? 'index' : folder;
};

interface Allowed {
  /** Folders whose values may be used, and so their types. */
  readonly values: readonly string[];
  /** Folders of which only types may be used. */
  readonly types?: readonly string[];
  readonly packages?: readonly string[];
  /** Said when another folder is imported. */
  readonly why: string;
}

const BASE = ['ip', 'packet', 'rules', 'diagnostics', 'model', 'plan'];

/** The import table. A folder that is not here is new: give it a row, and ARCHITECTURE.md a paragraph. */
const TABLE: Readonly<Record<string, Allowed>> = {
  ip: {
    values: [],
    packages: ['ipaddr.js'],
    why: 'addresses know nothing of AWS, so that everything else can stand on them',
  },
  packet: { values: ['ip'], why: 'a packet and its match conditions are the same in every network' },
  rules: { values: ['ip'], why: 'rules are a list of data' },
  diagnostics: { values: ['rules'], why: 'a diagnostic is words about an input, whatever the input is' },
  plan: { values: ['ip', 'rules'], packages: ['ip-cidr'], why: 'address sums need no network' },
  model: {
    values: ['ip', 'rules', 'diagnostics'],
    types: ['packet', 'resources', 'trace'],
    packages: ['valibot'],
    why: 'a Network holds resources and knows none of them by value, or resources could not stand on it',
  },
  resources: {
    values: BASE,
    types: ['trace'],
    packages: ['valibot'],
    why: 'a resource says what happens to a packet; the walk asks it, it never starts one',
  },
  trace: {
    values: [...BASE, 'resources', 'dns'],
    packages: ['fastest-levenshtein'],
    why: 'the walk knows nothing of lint, reach, files and words: they are tested against it or made of it',
  },
  reach: { values: [...BASE, 'resources'], why: 'reach and trace agree by test, not by shared code' },
  lint: { values: [...BASE, 'resources'], why: 'a check reads the configuration and walks no packet' },
  edit: {
    values: [...BASE, 'resources'],
    packages: ['valibot'],
    why: 'an edit leads from one document to another; what follows from it is found out afterwards',
  },
  diagram: {
    values: [...BASE, 'resources'],
    why: 'a drawing shows what the configuration says; no packet is walked for it',
  },
  dns: {
    values: [...BASE, 'resources'],
    types: ['trace'],
    why: 'names are looked up in the model; whether a query gets through it is told by who asks',
  },
  tracking: {
    values: [...BASE, 'resources'],
    types: ['trace'],
    why: 'what is tracked is read off a walk that was made already',
  },
  'flow-log': {
    values: [...BASE, 'resources', 'trace'],
    why: 'records come from traces, and no sentence or file is needed',
  },
  mirroring: {
    values: [...BASE, 'resources', 'trace'],
    why: 'which packets are copied is read off a walk, and the copy is walked; no sentence or file is needed',
  },
  cost: {
    values: [...BASE, 'trace'],
    types: ['resources', 'dns'],
    why: 'costs are read off a walk and a price list; no sentence or file is needed',
  },
  explain: {
    values: [...BASE, 'resources', 'trace', 'tracking', 'flow-log', 'mirroring', 'dns', 'cost'],
    types: ['edit'],
    why: 'explain tells what was found; it reads no files',
  },
  formats: {
    values: [...BASE, 'resources', 'cost'],
    packages: [
      '@valibot/to-json-schema',
      'fastest-levenshtein',
      'jsonc-parser',
      'lz-string',
      'valibot',
      'yaml',
    ],
    why: 'reading a file must not depend on what is asked afterwards',
  },
  mend: {
    values: [...BASE, 'resources', 'trace', 'lint', 'explain', 'edit', 'formats'],
    types: ['cost'],
    why: 'a change is found by trying it: edited, read, checked and traced anew; it draws nothing',
  },
};

/** Imports that break the table on purpose. Each says why; one that is gone must go from here too. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'engine/model/defaults.ts → engine/resources/network-acl/entries.ts':
    'what AWS fills in is data of the resource (NACL-5), and has its place there',
  'engine/model/defaults.ts → engine/resources/security-group/rules.ts':
    'what AWS fills in is data of the resource (SG-4), and has its place there',
  'engine/model/fields.ts → engine/packet/index.ts':
    'the text field of a protocol is parsed by the one protocol table',
};

describe('engine: who imports whom', () => {
  test('every folder has its row', () => {
    const folders = new Set(filesOf('engine', SOURCE).map(folderOf));
    folders.delete('index');
    const missing = [...folders].filter((folder) => !Object.hasOwn(TABLE, folder));
    expect(missing, 'new folders of engine/ need a row in the import table').toEqual([]);
  });

  test.each(Object.keys(TABLE))('engine/%s', (folder) => {
    const { values, types = [], packages = [], why } = TABLE[folder] ?? { values: [], why: '' };
    const wrong = engineImports
      .filter(({ file }) => folderOf(file) === folder)
      .filter(({ file, target, isPackage, typeOnly }) => {
        if (isPackage) return !packages.includes(target);
        const to = folderOf(target);
        if (to === folder && target.startsWith('engine/')) return false;
        if (Object.hasOwn(EXCEPTIONS, `${file} → ${target}`)) return false;
        return !target.startsWith('engine/') || !(values.includes(to) || (typeOnly && types.includes(to)));
      })
      .map(({ file, target, typeOnly }) => `${file} imports ${typeOnly ? 'types of ' : ''}${target}: ${why}`);
    expect(wrong).toEqual([]);
  });

  test('nothing inside imports the doors', () => {
    const wrong = engineImports.filter(({ target }) => DOORS.includes(target)).map(({ file }) => file);
    expect(
      wrong,
      'the doors are for applications; inside, they would make every folder depend on all',
    ).toEqual([]);
  });

  test('every exception is still needed', () => {
    const used = new Set(engineImports.map(({ file, target }) => `${file} → ${target}`));
    expect(Object.keys(EXCEPTIONS).filter((each) => !used.has(each))).toEqual([]);
  });

  test('between folders goes through the index of ip, packet, rules, diagnostics and lint', () => {
    const doors = ['ip', 'packet', 'rules', 'diagnostics', 'lint'];
    const wrong = engineImports
      .filter(
        ({ file, target, isPackage }) =>
          !isPackage && doors.includes(folderOf(target)) && folderOf(file) !== folderOf(target),
      )
      .filter(({ target, typeOnly }) => !target.endsWith('/index.ts') && !typeOnly)
      .map(
        ({ file, target }) =>
          `${file} imports ${target}: its folder has an index, and what is not in it is its own`,
      );
    expect(wrong).toEqual([]);
  });

  test('resources know each other by their folders, never the list of all by value', () => {
    const wrong = engineImports
      .filter(
        ({ file, target, typeOnly }) =>
          file.startsWith('engine/resources/') && target === 'engine/resources/index.ts' && !typeOnly,
      )
      .map(({ file }) => `${file} imports the list of resource types, which imports it`);
    expect(wrong).toEqual([]);
  });
});

/** Names of the world outside, and what to do instead. */
const IMPURE: readonly (readonly [RegExp, string])[] = [
  [/\bwindow\b/, 'the engine runs in Node, in a worker and in tests, where there is no window'],
  [
    /\bdocument\.(?:querySelector|getElement|createElement|body|head|addEventListener)\b/,
    'the engine draws nothing',
  ],
  [/\bglobalThis\b/, 'what the engine needs is passed in'],
  [/\bprocess\b(?!\s*:)/, 'the engine knows no Node'],
  [/\brequire\s*\(/, 'modules are imported'],
  [/\bDate\b/, 'the same input gives the same output at any time; pass a time in'],
  [/\bperformance\b/, 'timing is the business of bench/'],
  [/\bMath\.random\b/, 'the same input gives the same output; pass a source of randomness in'],
  [/\bcrypto\b/, 'the same input gives the same output; pass a source of randomness in'],
  [/\bconsole\b/, 'what is to be said is a diagnostic or a note'],
  [/\b(?:setTimeout|setInterval|queueMicrotask|fetch)\b/, 'the engine answers at once and talks to nobody'],
  [/\bIntl\b/, 'output must not depend on the language of the machine'],
  [/\.toLocale\w+\b/, 'output must not depend on the language of the machine'],
  [/\.localeCompare\b/, 'order must not depend on the language of the machine; compare with <'],
  [/\.normalize\(\s*\)/, 'ids are compared as they are written'],
];

describe('engine: pure', () => {
  test('the compiler is given neither a DOM nor Node to know', () => {
    const settings = JSON.parse(codeOf('engine/tsconfig.json', { strings: true })) as {
      compilerOptions: { lib: string[]; types: string[] };
    };
    expect(settings.compilerOptions).toMatchObject({ lib: ['ES2022'], types: [] });
  });

  test('no module of Node is imported', () => {
    const wrong = engineImports
      .filter(({ target }) => target.startsWith('node:'))
      .map(({ file, target }) => `${file} imports ${target}`);
    expect(wrong, 'the engine runs in the browser too').toEqual([]);
  });

  test.each(IMPURE.map(([name, why]) => [name.source, name, why] as const))(
    'never names %s',
    (_, name, why) => {
      const wrong = filesOf('engine', ['.ts'])
        .flatMap((file) =>
          codeOf(file, { strings: false })
            .split('\n')
            .map((line, index) => ({ file, line, index })),
        )
        .filter(({ line }) => name.test(line))
        .map(({ file, line, index }) => `${file}:${index + 1}: ${line.trim()} (${why})`);
      expect(wrong).toEqual([]);
    },
  );

  test('the check itself sees what it looks for', () => {
    const samples = [
      'const t = Date.now();',
      'a.localeCompare(b)',
      'console.log(1)',
      'process.env.X',
      'n.toLocaleString()',
    ];
    for (const sample of samples)
      expect(
        IMPURE.some(([name]) => name.test(sample)),
        sample,
      ).toBe(true);
  });
});

describe('outside the engine', () => {
  test('the engine is imported through its doors only', () => {
    const wrong = sourceImports
      .filter(
        ({ target, isPackage }) => !isPackage && target.startsWith('engine/') && !DOORS.includes(target),
      )
      .map(
        ({ file, target }) =>
          `${file} imports ${target}: only what ${DOORS.join(' and ')} give may be relied on`,
      );
    expect(wrong).toEqual([]);
  });

  test('the app takes sums of addresses at once, and only types of the rest of the engine: it runs in the worker', () => {
    const wrong = sourceImports
      .filter(
        ({ file, target, typeOnly }) =>
          /^src\/(app|state|layout|planner|tracer|learn|canvas|inspector|reachability)\//.test(file) &&
          target === 'engine/index.ts' &&
          !typeOnly,
      )
      .map(
        ({ file }) => `${file} takes values from the engine: ask the worker, so that the page never waits`,
      );
    expect(wrong).toEqual([]);
  });

  test('src/ui knows nothing of VPCs', () => {
    const wrong = sourceImports
      .filter(({ file }) => file.startsWith('src/ui/'))
      .filter(({ target, isPackage }) =>
        isPackage ? !/^(svelte|@lucide\/svelte)(\/|$)/.test(target) : !target.startsWith('src/ui/'),
      )
      .map(({ file, target }) => `${file} imports ${target}: a widget gets everything by its props`);
    expect(wrong).toEqual([]);
  });

  test('src/layout is pure maths', () => {
    const wrong = sourceImports
      .filter(({ file }) => file.startsWith('src/layout/'))
      .filter(({ target, isPackage, typeOnly }) => {
        if (isPackage) return !/^d3(-|$)/.test(target);
        if (target === 'engine/addresses.ts') return false;
        return !target.startsWith('src/layout/') && !(target === 'engine/index.ts' && typeOnly);
      })
      .map(
        ({ file, target }) => `${file} imports ${target}: a layout is a function from a network to places`,
      );
    expect(wrong).toEqual([]);
  });

  test('src/state shows nothing', () => {
    const wrong = sourceImports
      .filter(({ file }) => file.startsWith('src/state/'))
      .filter(
        ({ target }) => /\.svelte$/.test(target) || /^src\/(app|ui|planner|tracer|learn)\//.test(target),
      )
      .map(({ file, target }) => `${file} imports ${target}: state is what is shown, not how`);
    expect(wrong).toEqual([]);
  });

  test('the command line and the app share nothing but the engine', () => {
    const wrong = sourceImports
      .filter(
        ({ target, isPackage, file }) =>
          !isPackage && target.startsWith('src/cli/') !== file.startsWith('src/cli/'),
      )
      .filter(({ target }) => target.startsWith('src/') && !target.startsWith('src/package'))
      .filter(({ file, target }) => file.startsWith('src/cli/') || target.startsWith('src/cli/'))
      .map(({ file, target }) => `${file} imports ${target}`);
    expect(wrong).toEqual([]);
  });

  test('nothing but tests imports tests', () => {
    const wrong = [...engineImports, ...sourceImports]
      .filter(({ target }) => target.startsWith('test/'))
      .map(({ file, target }) => `${file} imports ${target}`);
    expect(wrong).toEqual([]);
  });

  test('scenarios are data', () => {
    const code = filesOf('scenarios', ['.ts', '.js', '.mjs', '.svelte']).map((file) => relative('.', file));
    expect(
      code,
      'a scenario is a network, flows and a story; what it needs belongs into the engine or the app',
    ).toEqual([]);
  });
});

test('relative imports name the file with its ending', () => {
  const wrong = [...engineImports, ...sourceImports]
    .filter(
      ({ isPackage, target }) =>
        !isPackage && !/\.(ts|svelte|css|mjs|js|json)$/.test(target) && !target.includes('?'),
    )
    .map(({ file, target }) => `${file} imports ${target}`);
  expect(wrong).toEqual([]);
});
