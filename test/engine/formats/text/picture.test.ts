/** Pictures that hold a project: it comes back as it was, and nothing else in them is read. */
import { describe, expect, test } from 'vitest';
import { deflateSync } from 'node:zlib';
import { load } from '../../../../engine/index.ts';
import { pngWithProject, svgProject } from '../../../../engine/editing.ts';
import { decodeText } from '../../../../engine/formats/text/index.ts';
import { projectInPng } from '../../../../engine/formats/text/picture.ts';
import { escaped } from '../../../../src/designer/export/svg.ts';

const document = {
  format: 'hoplight/1',
  name: 'A & B <"shop"> &lt; \u{1F6CD}',
  vpcs: [{ id: 'vpc-1', cidrBlock: '10.0.0.0/16' }],
};
const json = JSON.stringify(document);
const decode = (bytes: Uint8Array, encoding: string) => new TextDecoder(encoding).decode(bytes);

function svg(metadata: string, title = 'shop'): string {
  return `<svg xmlns="http://www.w3.org/2000/svg"><title>${title}</title><metadata>${metadata}</metadata></svg>\n`;
}

/** One grey pixel. */
function png(): Uint8Array {
  const chunk = (type: string, data: Uint8Array) => {
    const bytes = new Uint8Array(12 + data.length);
    new DataView(bytes.buffer).setUint32(0, data.length);
    bytes.set(new TextEncoder().encode(type), 4);
    bytes.set(data, 8);
    return bytes;
  };
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', Uint8Array.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    ...chunk('IDAT', deflateSync(Uint8Array.from([0, 128]))),
    ...chunk('IEND', new Uint8Array()),
  ]);
}

describe('an SVG file', () => {
  test('opens as the project it shows', () => {
    const loaded = load([{ path: 'a.svg', text: svg(svgProject(escaped(json))) }]);
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.document).toEqual(document);
    expect(loaded.name).toBe(document.name);
  });

  test('a title that looks like a project is not one', () => {
    const { document: read } = load([
      { path: 'a.svg', text: svg(svgProject(escaped(json)), escaped(svgProject('{"format":"hoplight/1"}'))) },
    ]);
    expect(read).toEqual(document);
  });

  test.each([
    ['of another program', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['that breaks off', svg(svgProject(escaped(json))).slice(0, 140)],
  ])('%s says that it holds none', (_, text) => {
    const { diagnostics } = load([{ path: 'a.svg', text }]);
    expect(diagnostics.map(({ code, detail }) => [code, detail])).toEqual([
      [
        'unreadable-text',
        expect.stringContaining('`a.svg` is a picture or other XML without a project in it.'),
      ],
    ]);
  });

  test('a faulty project in it is told by its file', () => {
    const { diagnostics } = load([{ path: 'a.svg', text: svg(svgProject('{"format": ')) }]);
    expect(diagnostics[0]).toMatchObject({ code: 'unreadable-text', file: 'a.svg' });
  });
});

describe('a PNG file', () => {
  const whole = pngWithProject(png(), new TextEncoder().encode(json));

  test('gives its project back, byte for byte', () => {
    expect(decodeText(whole, decode)).toBe(json);
    expect(load([{ path: 'a.png', text: decodeText(whole, decode) }]).document).toEqual(document);
  });

  test('is the picture that it was, with one chunk more after its header', () => {
    const picture = png();
    const added = whole.length - picture.length;
    expect([...whole.subarray(0, 33), ...whole.subarray(33 + added)]).toEqual([...picture]);
    // The check sum as zlib computes it.
    const empty = pngWithProject(png(), new Uint8Array());
    const chunk = empty.subarray(33, empty.length - (picture.length - 33));
    expect([...chunk.subarray(0, 8)]).toEqual([0, 0, 0, 15, 0x69, 0x54, 0x58, 0x74]);
    expect([...chunk.subarray(-4)]).toEqual([0xb6, 0x93, 0x00, 0xd0]);
  });

  test.each([
    ['of another program', png()],
    ['that breaks off', whole.slice(0, 60)],
    [
      'whose chunk claims more than there is',
      Uint8Array.from([...png().slice(0, 33), 255, 255, 255, 255, 105, 84, 88, 116, 0, 0, 0, 0]),
    ],
  ])('%s holds none', (_, bytes) => {
    expect(projectInPng(bytes)).toBeUndefined();
    const { diagnostics } = load([{ path: 'a.png', text: decodeText(bytes, decode) }]);
    expect(diagnostics[0]?.detail).toContain('binary data');
  });
});
