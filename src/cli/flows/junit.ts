/** A test report in the JUnit XML form that build servers read. */

export interface JunitCase {
  readonly name: string;
  readonly seconds: number;
  /** Why it failed; `undefined` when it passed. */
  readonly failure: { readonly message: string; readonly text: string } | undefined;
  /** Why it could not be run at all. */
  readonly error: string | undefined;
}

/** One suite with a case for each flow. */
export function junitXml(suite: string, cases: readonly JunitCase[]): string {
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  const errors = cases.filter(({ error }) => error !== undefined).length;
  const seconds = cases.reduce((sum, { seconds: each }) => sum + each, 0);
  const sums = `tests="${cases.length}" failures="${failures}" errors="${errors}" time="${seconds.toFixed(3)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="hoplight" ${sums}>`,
    `  <testsuite name="${escaped(suite)}" ${sums} skipped="0">`,
    ...cases.flatMap((each) => caseLines(suite, each)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseLines(suite: string, { name, seconds, failure, error }: JunitCase): string[] {
  const open = `    <testcase classname="${escaped(suite)}" name="${escaped(name)}" time="${seconds.toFixed(3)}"`;
  if (error !== undefined)
    return [`${open}>`, `      <error message="${escaped(error)}"/>`, '    </testcase>'];
  if (failure === undefined) return [`${open}/>`];
  const { message, text } = failure;
  return [
    `${open}>`,
    `      <failure message="${escaped(message)}">${escaped(text)}</failure>`,
    '    </testcase>',
  ];
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text for XML 1.0, without the characters that it cannot hold in any form. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
