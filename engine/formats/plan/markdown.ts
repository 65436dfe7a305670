/** A plan as a table in Markdown, in which names and notes are text and nothing else. */
import { formatAddress, formatCidr } from '../../ip/index.ts';
import { showUnseen } from '../../model/unseen.ts';
import { type Plan, type PlanRow, outlineOf, usableRange } from '../../plan/index.ts';

/** The rows that the planner shows: blocks where there are several, groups, subnets and free space. */
export function writeMarkdown(plan: Plan): string {
  const title = plan.name === '' ? '' : `# ${escaped(plan.name)}\n\n`;
  const rows = outlineOf(plan).rows.map((row) => line(cellsOf(row, plan)));
  const heading = ['Name', 'CIDR', 'Usable range', 'Usable', 'Zone', 'Kind', 'Note'];
  return `${title}${line(heading)}| --- | --- | --- | ---: | --- | --- | --- |\n${rows.join('')}`;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

function cellsOf({ kind, cidr, label, usable }: PlanRow, { cloud }: Plan): string[] {
  const range = kind === 'subnet' ? usableRange(cidr, cloud) : undefined;
  return [
    nameCell(kind, escaped(label.name ?? '')),
    formatCidr(cidr),
    range === undefined ? '' : `${formatAddress(range.first)} – ${formatAddress(range.last)}`,
    String(usable),
    escaped(label.zone ?? ''),
    label.kind ?? '',
    escaped(label.note ?? ''),
  ];
}

/** Bold for what holds others, italic for what nobody planned. */
function nameCell(kind: PlanRow['kind'], name: string): string {
  if (kind === 'free') return name === '' ? '*free*' : `*free:* ${name}`;
  if (kind === 'subnet' || name === '') return name;
  return `**${name}**`;
}

/** Text that stays text: markup and HTML escaped, what does not show made seen, on one line. */
function escaped(text: string): string {
  return showUnseen(text.replace(/[\u0085\u2028\u2029]/g, '\n'))
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]()#+\-.!|~$@:]/g, '\\$&')
    .replace(/\r\n|[\r\n]/g, '<br>');
}
