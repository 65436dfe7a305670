/**
 * Every rule of the catalogue is claimed by a test: its id stands in the name of one.
 *
 * The names are read from the sources, so this knows the names that are written there: literal ones, those of a table
 * written beside its test, and those that the worked cases of `vectors-core.json` get. What a scenario's flows show is
 * no claim about a rule and does not count.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { rules } from '../../engine/rules/index.ts';

const folder = new URL('..', import.meta.url).pathname;

test('each rule is named by at least one test', () => {
  const names = [...namesOfTests(), ...namesOfCases()].join('\n');
  const missing = Object.keys(rules)
    // Section 15 sums up what is beyond the core.
    .filter((id) => !id.startsWith('NB-'))
    .filter((id) => !mentions(names, id));
  expect(missing, `${missing.length} rules are in the name of no test`).toEqual([]);
});

/**
 * How far the numbers of a group go in the semantics of the edge; each group has every number. What of a group is not
 * upheld yet fails here, so a group is listed as soon as it is complete.
 */
const EDGE_GROUPS: Readonly<Record<string, number>> = {
  GEN: 11,
  TGW: 41,
  VPN: 20,
  DX: 19,
  VPCE: 32,
  GWLB: 12,
  NFW: 23,
  ELB: 39,
  LAM: 8,
  RDS: 5,
  EFS: 1,
  CNT: 5,
  'edge:DNS': 14,
  MIR: 8,
  'edge:V6': 10,
  COST: 23,
};

test.each(Object.entries(EDGE_GROUPS))('the rule list has every rule of group %s, 1 to %i', (group, last) => {
  const numbers = Array.from({ length: last }, (_, index) => `${group}-${index + 1}`);
  const listed = Object.keys(rules).filter((id) => id.slice(0, id.lastIndexOf('-')) === group);
  expect(listed).toEqual(numbers);
});

describe('a rule is named', () => {
  test.each([
    ['SG-1 stands at the interface', true],
    ['SG-12 and SG-11', false],
    ['NATSG-1', false],
    ['PATH-7b, SG-1: both', true],
    ['edge:SG-1', false],
  ])('by its whole id: %s', (name, expected) => {
    expect(mentions(name, 'SG-1')).toBe(expected);
  });

  test('in the names that stand in a source, tables included', () => {
    const source = `
      describe('SG-1 a group', () => { test.each([['SG-2', 1], ['SG-3', 2]])('%s is %i', () => ask('SG-4')); });
      describe.each([{ id: 'SG-5', rule: 'SG-6' }])('$id', () => { it(\`SG-7 \${x} and more\`, check); });
    `;
    expect(namesIn('a.test.ts', source).flatMap((name) => name.match(/SG-\d/g) ?? [])).toEqual([
      'SG-1',
      'SG-2',
      'SG-3',
      'SG-5',
      'SG-7',
    ]);
  });
});

/** Whether a text holds an id as a whole word; ids of `edge.md` that say so are other rules. */
function mentions(text: string, id: string): boolean {
  return new RegExp(`(?<![A-Za-z0-9-]|edge:)${id}(?![A-Za-z0-9-])`).test(text);
}

/** The worked cases run as tests named by id, rules and title. */
function namesOfCases(): string[] {
  return [...namesOfCoreCases(), ...namesOfEdgeCases()];
}

/** One file a case; rules of groups that the core has too are those of the edge. */
function namesOfEdgeCases(): string[] {
  const edge = join(folder, 'vectors/edge');
  return readdirSync(edge).map((file) => {
    const { id, rules: cited } = JSON.parse(readFileSync(join(edge, file), 'utf8')) as {
      readonly id: string;
      readonly rules: readonly string[];
    };
    return [id, ...cited.map((rule) => (/^(V6|DNS)-/.test(rule) ? `edge:${rule}` : rule))].join(' ');
  });
}

function namesOfCoreCases(): string[] {
  const file = JSON.parse(readFileSync(join(folder, 'vectors/vectors-core.json'), 'utf8')) as {
    readonly vectors: readonly {
      readonly id: string;
      readonly rules: readonly string[];
      readonly title: string;
    }[];
  };
  return file.vectors.map(({ id, rules, title }) => [id, ...rules, title].join(' '));
}

function namesOfTests(): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts') && !import.meta.url.endsWith(path))
    .flatMap((path) => namesIn(path, readFileSync(join(folder, path), 'utf8')));
}

/** The names that a source gives to tests and groups of tests, with the rows of the tables they are made from. */
function namesIn(path: string, source: string): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTestFunction(node.expression)) {
      const [name] = node.arguments;
      const text = name === undefined ? undefined : textOf(name);
      if (text !== undefined) names.push(...withRows(text, tableOf(node.expression)));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.ES2022));
  return names;
}

/** `test`, `describe.each(…)`, `it.only` and the like. */
function isTestFunction(expression: ts.Expression): boolean {
  if (ts.isIdentifier(expression)) return ['test', 'it', 'describe'].includes(expression.text);
  if (ts.isCallExpression(expression)) return isTestFunction(expression.expression);
  return ts.isPropertyAccessExpression(expression) && isTestFunction(expression.expression);
}

/** What a string or template says; of a template only the parts that are written out. */
function textOf(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(' ');
}

/** The table of `test.each(table)`, when it is written there. */
function tableOf(expression: ts.Expression): readonly ts.Expression[] {
  if (!ts.isCallExpression(expression)) return [];
  const [table] = expression.arguments.map(plain);
  return table !== undefined && ts.isArrayLiteralExpression(table) ? table.elements.map(plain) : [];
}

function plain(node: ts.Expression): ts.Expression {
  return ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? plain(node.expression) : node;
}

/** A name, and what the rows of its table put into its places: `%s` by position, `$key` by member. */
function withRows(name: string, rows: readonly ts.Expression[]): string[] {
  const places = [...name.matchAll(/%[sidfjo]|\$([A-Za-z]+)/g)];
  const filled = rows.flatMap((row) => places.map(([, key], index) => cellOf(row, key, index)));
  return [name, ...filled.filter((text) => text !== undefined)];
}

function cellOf(row: ts.Expression, key: string | undefined, index: number): string | undefined {
  const cell =
    key === undefined
      ? ts.isArrayLiteralExpression(row)
        ? row.elements[index]
        : index === 0
          ? row
          : undefined
      : memberOf(row, key);
  return cell === undefined ? undefined : textOf(cell);
}

function memberOf(row: ts.Expression, key: string): ts.Expression | undefined {
  if (!ts.isObjectLiteralExpression(row)) return undefined;
  const member = row.properties.find(
    (property) => property.name !== undefined && ts.isIdentifier(property.name) && property.name.text === key,
  );
  return member !== undefined && ts.isPropertyAssignment(member) ? member.initializer : undefined;
}
