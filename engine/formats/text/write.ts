/** Plain values as text in which nothing is hidden: characters that do not show are written as escapes. */
import { Document, Scalar, stringify, visit } from 'yaml';
import { escapeUnseen, hasUnseen } from '../../model/unseen.ts';

/** JSON with a line for each member, and a line feed at its end. */
export function jsonText(value: unknown): string {
  return escapeUnseen(`${JSON.stringify(value, null, 2)}\n`);
}

/** YAML with a line feed at its end. */
export function yamlText(value: unknown): string {
  const text = stringify(value, toText);
  if (!hasUnseen(text)) return text;
  const document = new Document(value, toNodes);
  visit(document, {
    Scalar: (_, node) => {
      // Only in double quotes is there an escape.
      if (typeof node.value === 'string' && hasUnseen(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return escapeUnseen(document.toString(toText));
}

const toNodes = { aliasDuplicateObjects: false } as const;
const toText = { ...toNodes, lineWidth: 110 } as const;
