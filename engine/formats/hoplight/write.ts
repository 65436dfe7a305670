/** Writes a hoplight/1 document, and the JSON Schema that editors check one with. */
import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { allResourceTypes } from '../../resources/index.ts';
import type { PlainDocument } from '../source.ts';
import { jsonText, yamlText } from '../text/index.ts';
import { documentHead } from './schema.ts';

/** A document as text, its members in the order in which documents are written. */
export function toDocumentText(document: PlainDocument, language: 'yaml' | 'json'): string {
  const order = [
    'format',
    'name',
    'description',
    'notHeld',
    ...allResourceTypes.map(({ section }) => section),
    'flows',
    'plan',
    'drawing',
  ];
  const rest = Object.keys(document).filter((key) => !order.includes(key));
  const ordered = Object.fromEntries(
    [...order, ...rest].filter((key) => document[key] !== undefined).map((key) => [key, document[key]]),
  );
  return language === 'json' ? jsonText(ordered) : yamlText(ordered);
}

/** The published JSON Schema of `hoplight/1`, made from the schemas that parse documents. */
export function documentJsonSchema(): object {
  const sections = Object.fromEntries(
    allResourceTypes.map(({ section, schema }) => [section, v.optional(v.array(schema))]),
  );
  const schema = toJsonSchema(v.object({ ...documentHead, ...sections }), {
    typeMode: 'input',
    errorMode: 'ignore',
    ignoreActions: ['metadata'],
  });
  return { ...schema, title: 'hoplight/1', $id: 'hoplight-1.schema.json' };
}
