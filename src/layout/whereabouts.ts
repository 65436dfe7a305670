/** Where an end stands that no hop of its trace tells of, because the packet never came so far. */
import type { EndpointOption, PlaceReport, TraceReport } from '../../engine/index.ts';

export interface Whereabouts {
  readonly subnet: PlaceReport | null;
  readonly vpc: PlaceReport | null;
}

export const nowhere: Whereabouts = { subnet: null, vpc: null };

/** @param endpoints - what the project offers to ask for, with the names of its places */
export function destinationOf(report: TraceReport, endpoints: readonly EndpointOption[]): Whereabouts {
  const { to } = report.flow;
  const option = endpoints.find(
    ({ value, label }) => value === to.asked || value === to.id || label === to.name,
  );
  if (option === undefined) return nowhere;
  return { subnet: placeCalled(option.subnet, report), vpc: placeCalled(option.vpc, report) };
}

/** The place of that name in the trace, so that its frame is the same; else one of which only the name is known. */
function placeCalled(name: string | null, { forward, return: back }: TraceReport): PlaceReport | null {
  if (name === null) return null;
  const places = [...forward.hops, ...(back?.hops ?? [])].flatMap(({ subnet, vpc }) => [subnet, vpc]);
  return places.find((place) => place?.id === name || place?.name === name) ?? { id: name, name, cidr: null };
}
