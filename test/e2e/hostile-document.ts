/**
 * A document that was made to do harm to whoever looks at it: markup, script, and characters that turn the reading
 * direction in every text field of every kind of resource. It is made from the list of resource types, so that new kinds
 * and new fields are in it on their own.
 */
import { applyPatch, createResource, objectsOf, setField } from '../../engine/editing.ts';
import { catalogue as describeAll } from '../../engine/index.ts';
import type { Catalogue, FieldDescription, PlainDocument } from '../../engine/index.ts';

/** What stands in every text; a script that ran would call `window.ran`. */
export const MARKUP =
  '"><img src=x onerror=ran()><svg onload=ran()></script><script>ran()</script><a href="javascript:ran()">{{ran()}}${ran()}';
export const TURNED = '\u202Egnp.exe\u2066\u200B\0';
export const hostile = (name: string): string => `${name}${MARKUP}${TURNED}=1+1`;

const catalogue: Catalogue = describeAll();

/** Two of each kind. */
function twoOfEach(): PlainDocument {
  return catalogue.types
    .flatMap((type) => [type, type])
    .reduce<PlainDocument>(
      (document, type) => applyPatch(document, createResource(document, catalogue, type).patch),
      { format: 'hoplight/1' },
    );
}

/** A value for any field; a text begins with `name`. */
function valueOf(field: FieldDescription, document: PlainDocument, name: string): unknown {
  switch (field.type) {
    case 'text':
      return hostile(name);
    case 'map':
      return { [hostile('key')]: hostile('value') };
    case 'flag':
      return true;
    case 'number':
      return (field.least ?? 0) + 1;
    case 'choice':
      return field.choices?.[0];
    case 'cidr':
      return field.family === 6 ? '2001:db8:42::/56' : '10.250.0.0/16';
    case 'address':
      return field.family === 6 ? '2001:db8::42' : '192.0.2.77';
    case 'ports':
      return '443';
    case 'protocol':
      return 'tcp';
    case 'reference': {
      const known = objectsOf(document, catalogue).all.find(({ kind }) => field.references?.includes(kind));
      return known?.id ?? '10.250.0.0/16';
    }
    case 'list':
      return field.item === null ? [] : [valueOf(field.item, document, name)];
    case 'object':
      return Object.fromEntries(
        (field.fields ?? []).map((each) => [each.name, valueOf(each, document, name)]),
      );
    default:
      return field.type satisfies never;
  }
}

/** Whether there is text in a field, at any depth. */
function holdsText(field: FieldDescription): boolean {
  const inner = [...(field.item === null ? [] : [field.item]), ...(field.fields ?? [])];
  return field.type === 'text' || field.type === 'map' || inner.some(holdsText);
}

/** Every field of every resource that holds text, filled; ids too. */
export function hostileDocument(): PlainDocument {
  let document = twoOfEach();
  for (const { id, type } of objectsOf(document, catalogue).all) {
    for (const field of type.fields.filter((each) => each.name !== 'id' && holdsText(each)))
      document = applyPatch(
        document,
        setField(document, catalogue, id, [field.name], valueOf(field, document, id)),
      );
  }
  for (const { id } of objectsOf(document, catalogue).all)
    document = applyPatch(document, setField(document, catalogue, id, ['id'], hostile(id)));
  const rows = [{ cidr: '10.0.0.0/24', name: hostile('row'), zone: hostile('zone'), note: hostile('note') }];
  const [from, to] = objectsOf(document, catalogue).all.filter(({ type }) => type.kind === 'instance');
  return {
    ...document,
    name: hostile('project'),
    description: hostile('description'),
    flows: [
      {
        name: hostile('flow'),
        from: from?.id,
        to: to?.id ?? 'internet',
        protocol: 'tcp',
        port: 443,
        expect: 'reachable',
      },
    ],
    plan: {
      name: hostile('plan'),
      blocks: [{ cidr: '10.0.0.0/16', vpc: hostile('vpc'), rows }],
      needs: [{ name: hostile('need'), hosts: 10 }],
    },
    drawing: {
      places: { [from?.id ?? '']: { x: 30, y: 60 } },
      notes: { [hostile('note')]: { text: hostile('written'), on: from?.id, x: 140, y: 0 } },
    },
    [hostile('section')]: [],
  };
}
