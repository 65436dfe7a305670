/**
 * The address bars of a plan as a picture of its own: real text, and both themes in one file, chosen by whoever looks
 * at it.
 */
import { formatAddress, formatCidr, showUnseen } from '../../engine/addresses.ts';
import type { Plan, PlanBlock } from '../../engine/addresses.ts';
import { segmentsOf } from '../layout/plan/bar.ts';
import { addressIn } from '../layout/plan/dragging.ts';

const WIDTH = 1200;
const BAR = 40;
const STEP = 96;
const MARGIN = 20;

/** @returns an SVG document */
export function barPicture(plan: Plan): string {
  const height = plan.blocks.length * STEP + MARGIN;
  const title = plan.name || 'Address plan';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH + 2 * MARGIN}" height="${height}" viewBox="0 0 ${WIDTH + 2 * MARGIN} ${height}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<defs><pattern id="free" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0V6"/></pattern></defs>`,
    `<rect class="page" width="100%" height="100%"/>`,
    ...plan.blocks.map(
      (block, at) => `<g transform="translate(${MARGIN} ${MARGIN + at * STEP})">${bar(block)}</g>`,
    ),
    '</svg>',
    '',
  ].join('\n');
}

function bar({ cidr, vpc, root }: PlanBlock): string {
  const heading = [vpc, formatCidr(cidr)].filter((part) => part !== '').join('  ');
  const marks = [0.25, 0.5, 0.75].map(
    (at) =>
      `<text class="mark" x="${at * WIDTH}" y="26" text-anchor="middle">${formatAddress(addressIn(cidr, at))}</text>`,
  );
  const segments = segmentsOf(root, cidr, WIDTH).map(({ cidr: at, kind, label, from, width }) => {
    const pixels = width * WIDTH;
    const room = Math.floor((pixels - 14) / 7);
    const name = label.name ?? (kind === 'free' ? 'free' : '');
    const address = formatCidr(at);
    const fill = kind === 'free' ? ' fill="url(#free)"' : '';
    const tint = label.tint === undefined ? '' : ` t${(label.tint - 1) % 6}`;
    const box = `<rect class="${kind}${tint}"${fill} x="0.5" y="32" width="${Math.max(pixels - 1, 0.5)}" height="${BAR}" rx="${Math.min(4, pixels / 4)}"/>`;
    const words = [
      name !== '' && room >= 3
        ? `<text class="name" x="8" y="49">${escaped([...name].slice(0, room).join(''))}</text>`
        : '',
      address.length <= room ? `<text class="mark" x="8" y="${name === '' ? 56 : 64}">${address}</text>` : '',
    ];
    return `<g transform="translate(${round(from * WIDTH)} 0)"><title>${escaped(`${name} ${address}`.trim())}</title>${box}${words.join('')}</g>`;
  });
  return `<text class="name" y="12">${escaped(heading)}</text>${marks.join('')}${segments.join('')}`;
}

const hues = [255, 205, 230, 275, 295, 320];
const tints = (lightness: string, chroma: string, edge: string, edgeChroma: string) =>
  hues
    .map(
      (hue, at) =>
        `.t${at}{fill:oklch(${lightness} ${chroma} ${hue});stroke:oklch(${edge} ${edgeChroma} ${hue})}`,
    )
    .join('');

const STYLE = `
text{font:500 12px system-ui,sans-serif;fill:#10161d}
.mark{font:400 11px ui-monospace,Menlo,Consolas,monospace;fill:#57616c}
.page{fill:#fff}.subnet,.group,.many{fill:#f5f7f9;stroke:#cbd2d9}.free{stroke:#e4e8ec}.hatch{stroke:#e4e8ec;stroke-width:1.5}
${tints('96.4%', '0.016', '80%', '0.045')}
@media (prefers-color-scheme:dark){text{fill:#f1f4f7}.mark{fill:#9ba4ae}.page{fill:#10151b}.subnet,.group,.many{fill:#1a2129;stroke:#3a4551}.free{stroke:#28313b}.hatch{stroke:#28313b}
${tints('26%', '0.03', '46%', '0.04')}}
`;

/** Text as XML takes it; what no XML may hold, such as control characters, is marked as lost, what does not show is seen. */
function escaped(text: string): string {
  const allowed = text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
  return showUnseen(allowed).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
