/** A flow in an edited network: the patch applied, the document read anew, the same question asked again. */
import { placesOf } from '../edit/document.ts';
import type { PlainDocument } from '../edit/document.ts';
import { applyPatch } from '../edit/patch.ts';
import type { Patch } from '../edit/patch.ts';
import { loadDocument } from '../formats/load.ts';
import type { Network } from '../model/index.ts';
import { verdict, withNameAsked } from '../trace/index.ts';
import type { AnyInterface, Flow, Verdict } from '../trace/index.ts';

export interface Outcome {
  readonly network: Network;
  readonly flow: Flow;
  readonly verdict: Verdict;
}

/** What the flow comes to under a patch; `undefined` when it cannot be asked any more. */
export function outcomeOf(document: PlainDocument, flow: Flow, patch: Patch): Outcome | undefined {
  const { network } = loadDocument(applyPatch(document, patch));
  const moved = flowIn(network, flow);
  return moved === undefined ? undefined : { network, flow: moved, verdict: verdict(network, moved) };
}

/** How many patches may be tried on a document while somebody waits: reading a large one takes long. */
export function affordable(document: PlainDocument): number {
  return Math.floor(6_000 / Math.max(placesOf(document).length, 1));
}

/** The same flow in an edited network, with the interfaces as they are there, and the answer that its name gives there. */
function flowIn(network: Network, flow: Flow): Flow | undefined {
  const { source, destination, anyOf } = flow;
  const held = (id: string) => network.networkInterfaces.get(id);
  const from = source.kind === 'interface' ? held(source.networkInterface.id) : undefined;
  const to = destination === undefined ? undefined : held(destination.id);
  if ((source.kind === 'interface' && from === undefined) || (destination !== undefined && to === undefined))
    return undefined;
  const heldOf = (service: AnyInterface | undefined) =>
    service && { ...service, interfaces: service.interfaces.flatMap(({ id }) => held(id) ?? []) };
  return withNameAsked(network, {
    ...flow,
    source: from === undefined ? source : { kind: 'interface', networkInterface: from },
    destination: to,
    ...(anyOf !== undefined && {
      anyOf: { ...anyOf, source: heldOf(anyOf.source), destination: heldOf(anyOf.destination) },
    }),
  });
}
