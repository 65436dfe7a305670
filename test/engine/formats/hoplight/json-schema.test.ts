import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allResourceTypes } from '../../../../engine/resources/index.ts';
import { documentJsonSchema } from '../../../../engine/index.ts';

const PUBLISHED = 'src/public/hoplight-1.schema.json';

test('the published JSON Schema is the one that the schemas in code give', () => {
  // `hoplight schema -o src/public/hoplight-1.schema.json` writes it anew.
  expect(JSON.parse(readFileSync(PUBLISHED, 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(documentJsonSchema())),
  );
});

test('the JSON Schema has every section of a document', () => {
  const { properties } = documentJsonSchema() as { properties: Record<string, unknown> };
  for (const { section } of allResourceTypes) expect(properties).toHaveProperty(section);
});
