import { describe, expect, test } from 'vitest';
import { parseText } from '../../../../engine/formats/text/index.ts';

const parse = (text: string) => parseText({ path: 'dump.json', text });
const values = (text: string) => parse(text).files.map(({ value }) => value);
const details = (text: string) => parse(text).diagnostics.map(({ detail }) => detail);

describe('whole JSON', () => {
  test('is one file, complete and without a word', () => {
    const { files, diagnostics } = parse('{"Vpcs": []}');
    expect(files).toMatchObject([{ path: 'dump.json', value: { Vpcs: [] }, complete: true }]);
    expect(diagnostics).toEqual([]);
  });

  test.each([
    ['a scalar', '"x"', 'x'],
    ['a byte-order mark in front', '\uFEFF{"a": 1}', { a: 1 }],
    ['comments and trailing commas', '{ // it\'s "odd" }\n "a": [1, 2,], /* } */ }', { a: [1, 2] }],
  ])('%s', (_, text, value) => {
    expect(values(text)).toEqual([value]);
    expect(details(text)).toEqual([]);
  });

  test('keeps prototype names as data', () => {
    const [value] = values('{"__proto__": {"polluted": true}, "constructor": 1}');
    expect(Object.entries(value as object)).toEqual([
      ['__proto__', { polluted: true }],
      ['constructor', 1],
    ]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('several JSON values in one file', () => {
  test.each([
    ['one a line', '{"a": 1}\n{"b": 2}\n'],
    ['one after another', '{"a": 1}{"b":\n 2}'],
    ['as a sequence (RFC 7464)', '\u001e{"a": 1}\n\u001e{"b": 2}\n'],
  ])('%s', (_, text) => {
    expect(values(text)).toEqual([{ a: 1 }, { b: 2 }]);
    expect(details(text)).toEqual([]);
  });

  test('lines are those of the file', () => {
    const [, second] = parse('{"a": 1}\n\n{"b": 2,\n "c": 3}').files;
    expect(second?.lineOf(['c'])).toBe(4);
  });

  test('of the last, broken one the good part is kept', () => {
    const { files, diagnostics } = parse('{"a": [1]}\n{"b": [{"c": 2}, {"d":');
    expect(files).toMatchObject([
      { value: { a: [1] }, complete: true },
      { value: { b: [{ c: 2 }] }, complete: false },
    ]);
    expect(diagnostics).toMatchObject([{ code: 'unreadable-text', line: 2 }]);
  });
});

describe('broken JSON', () => {
  test('a list element that breaks off is left out, the ones before are kept', () => {
    const text =
      '{"RouteTables": [\n{"RouteTableId": "a", "Routes": [{"x": 1}]},\n{"RouteTableId": "b", "Routes": [{"y": 1},';
    expect(parse(text).files).toMatchObject([
      { value: { RouteTables: [{ RouteTableId: 'a', Routes: [{ x: 1 }] }] }, complete: false },
    ]);
  });

  test('the message says where, and what was expected', () => {
    const { diagnostics } = parse('{\n "a": 1\n "b": 2\n}');
    expect(diagnostics).toMatchObject([
      { code: 'unreadable-text', severity: 'error', file: 'dump.json', line: 3 },
    ]);
    expect(diagnostics[0]?.detail).toContain(
      '`dump.json` is not valid JSON: at line 3, column 2, a comma was expected.',
    );
  });

  test('text around a whole value is reported, and the value stays complete', () => {
    const { files, diagnostics } = parse('{"a": 1}\n$ exit');
    expect(files).toMatchObject([{ value: { a: 1 }, complete: true }]);
    expect(diagnostics).toMatchObject([{ code: 'unreadable-text', line: 2 }]);
  });

  test('keeps prototype names as data', () => {
    const [value] = values('{"__proto__": {"polluted": true}, "a" 1}');
    expect(Object.hasOwn(value as object, '__proto__')).toBe(true);
    expect((value as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('YAML', () => {
  test('several documents are several files', () => {
    expect(values('Vpcs:\n- VpcId: a\n---\nSubnets: []\n')).toEqual([
      { Vpcs: [{ VpcId: 'a' }] },
      { Subnets: [] },
    ]);
  });

  test('follows the core schema: dates and `yes` stay text', () => {
    expect(values('Version: 2010-09-09\nanswer: yes\non: off\ncount: 3\nflag: true\nnone: null')).toEqual([
      { Version: '2010-09-09', answer: 'yes', on: 'off', count: 3, flag: true, none: null },
    ]);
  });

  test('may start like JSON', () => {
    expect(values('{ format: hoplight/1, vpcs: [] }')).toEqual([{ format: 'hoplight/1', vpcs: [] }]);
    expect(details('{ format: hoplight/1, vpcs: [] }')).toEqual([]);
  });

  test('knows its lines', () => {
    const [file] = parse('# comment\nVpcs:\n- a: 1\n- b:\n    c:\n    - 1\n    - 2\n').files;
    expect(file?.lineOf(['Vpcs', 1, 'b', 'c', 1])).toBe(7);
    expect(file?.lineOf(['Vpcs', 1, 'absent', 'deeper'])).toBe(4);
  });

  test('reports a key that stands twice, and uses the last', () => {
    const { files, diagnostics } = parse('a: 1\nb: 2\na: 3\n');
    expect(files).toMatchObject([{ value: { a: 3, b: 2 }, complete: false }]);
    expect(diagnostics).toMatchObject([{ code: 'unreadable-text', line: 3 }]);
  });

  test('reports faults and keeps what it can', () => {
    const { files, diagnostics } = parse('a: 1\nb: [1, 2\nc: 3\n');
    expect(files[0]?.complete).toBe(false);
    expect(diagnostics).toMatchObject([{ code: 'unreadable-text' }]);
  });

  test('keeps prototype names as data', () => {
    const [value] = values('__proto__: {polluted: true}\nconstructor: 2');
    expect(Object.hasOwn(value as object, '__proto__')).toBe(true);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('follows anchors, and stops at alias bombs', () => {
    expect(values('a: &x {b: 1}\nc: *x\n')).toEqual([{ a: { b: 1 }, c: { b: 1 } }]);
    const levels = [...'abcdefghijkl'].map((letter, index, all) =>
      index === 0
        ? 'a: &a [x, x, x]'
        : `${letter}: &${letter} [${Array(9)
            .fill(`*${all[index - 1] ?? ''}`)
            .join(', ')}]`,
    );
    expect(values(levels.join('\n'))).toEqual([]);
    expect(details(levels.join('\n'))).toHaveLength(1);
  });
});

describe('what is no text of ours', () => {
  test.each([
    ['an empty file', '', '`dump.json` is empty.'],
    ['blanks', ' \n\t', '`dump.json` is empty.'],
    ['comments', '# nothing\n', '`dump.json` holds nothing but comments.'],
    ['binary data', 'PK\u0003\u0004\0\0', '`dump.json` holds binary data'],
  ])('%s', (_, text, detail) => {
    expect(values(text)).toEqual([]);
    expect(details(text)).toEqual([expect.stringContaining(detail)]);
  });

  const deep = 100_000;
  test.each([
    ['brackets', '['.repeat(deep)],
    ['objects', '{"a":'.repeat(deep)],
    ['YAML lists', '- '.repeat(deep)],
    ['YAML maps', '? '.repeat(deep)],
    ['YAML brackets', `a: ${'['.repeat(deep)}`],
    ['quotes', '"'.repeat(deep + 1)],
    ['anchors', '&a '.repeat(5_000)],
  ])('%s without end neither throw nor hang', (_, text) => {
    const start = performance.now();
    const { diagnostics } = parse(text);
    expect(diagnostics.length).toBe(1);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test('deep nesting that is whole JSON is read, and its lines are found', () => {
    const [file] = parse('['.repeat(deep) + ']'.repeat(deep)).files;
    expect(file?.lineOf([0, 0, 0])).toBe(1);
  });
});

describe('size', () => {
  const element = JSON.stringify({
    NetworkInterfaceId: 'eni-0',
    Groups: [{ GroupId: 'sg-1' }],
    Description: 'x'.repeat(300),
  });
  const large = `{"NetworkInterfaces": [${Array(20_000).fill(element).join(',\n')}]}`;

  test('a large file is parsed once, and its lines are found without a tree', () => {
    const start = performance.now();
    const [file] = parse(large).files;
    expect(file?.lineOf(['NetworkInterfaces', 19_999, 'Groups', 0, 'GroupId'])).toBe(20_000);
    expect(file?.lineOf(['NetworkInterfaces', 19_998])).toBe(19_999);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test('a large file that breaks off keeps what stands before', () => {
    const [file] = parse(large.slice(0, -100)).files;
    expect((file?.value as { NetworkInterfaces: unknown[] }).NetworkInterfaces).toHaveLength(19_999);
  });

  test('very long YAML is refused rather than waited for', () => {
    const { files, diagnostics } = parse('line of a log\n'.repeat(1_300_000));
    expect(files).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: 'input-too-large' }]);
  });
});
