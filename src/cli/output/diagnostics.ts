/** Diagnostics as text: errors first, one heading a code, the places beneath it. */
import { explanations } from '../../../engine/index.ts';
import type { Diagnostic } from '../../../engine/index.ts';
import { counted, printable, printMessage, styleFor } from './terminal.ts';
import type { Role, Style } from './terminal.ts';

const SEVERITIES = ['error', 'warning', 'info'] as const;
/** Diagnostics of one code that are written out unless all are asked for. */
const SHOWN_OF_A_CODE = 5;

/** How a severity is coloured. */
export const severityRoles: Record<Diagnostic['severity'], Role> = {
  error: 'blocked',
  warning: 'check',
  info: 'dim',
};

/** Writes them to standard error. Infos are only counted, and long lists cut, unless `verbose`. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], verbose: boolean): void {
  for (const line of diagnosticLines(diagnostics, { verbose, style: styleFor(process.stderr) }))
    printMessage(line);
}

/** The lines that tell `diagnostics`, none for none; with what each code means at length when `verbose`. */
export function diagnosticLines(
  diagnostics: readonly Diagnostic[],
  { verbose, style }: { readonly verbose: boolean; readonly style: Style },
): string[] {
  const lines: string[] = [];
  for (const severity of SEVERITIES) {
    const found = diagnostics.filter((diagnostic) => diagnostic.severity === severity);
    if (severity === 'info' && !verbose) continue;
    for (const code of new Set(found.map((diagnostic) => diagnostic.code))) {
      const ofCode = found.filter((diagnostic) => diagnostic.code === code);
      lines.push(
        `${style(severity, severityRoles[severity])} ${style(code, 'strong')}  ${ofCode[0]?.summary ?? ''}`,
      );
      if (verbose) lines.push(style(`  ${explanations[code]}`, 'dim'));
      const shown = verbose ? ofCode : ofCode.slice(0, SHOWN_OF_A_CODE);
      lines.push(
        ...shown.map(
          (diagnostic) => `  ${placeText(diagnostic)}${printable(diagnostic.detail)}${ruleText(diagnostic)}`,
        ),
      );
      if (shown.length < ofCode.length) {
        lines.push(
          style(
            `  and ${counted(ofCode.length - shown.length, 'more', 'more')} like this; --verbose lists all`,
            'dim',
          ),
        );
      }
    }
  }
  const infos = diagnostics.filter(({ severity }) => severity === 'info').length;
  if (infos > 0 && !verbose)
    lines.push(style(`${counted(infos, 'info')} not shown; --verbose shows all`, 'dim'));
  return lines;
}

/** `2 errors, 1 warning, 0 infos`. */
export function countText(diagnostics: readonly Pick<Diagnostic, 'severity'>[]): string {
  return SEVERITIES.map((severity) =>
    counted(diagnostics.filter((diagnostic) => diagnostic.severity === severity).length, severity),
  ).join(', ');
}

/** `vpcs.json:12: ` */
function placeText({ file, line, path }: Diagnostic): string {
  if (file === undefined) return '';
  const at =
    line !== undefined ? `:${line}` : path !== undefined && path.length > 0 ? ` at ${path.join('.')}` : '';
  return `${printable(file)}${printable(at)}: `;
}

function ruleText({ rule }: Diagnostic): string {
  return rule === undefined ? '' : ` (${rule})`;
}
