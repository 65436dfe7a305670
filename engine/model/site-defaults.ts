/**
 * Networks at the far end of links that no input describes, as dumps have them: made up, with the blocks that static
 * routes show.
 */
import type { Resource, ResourceOf } from '../resources/index.ts';

/** The resources with a network for each link that names one which is not there. */
export function withSites(resources: readonly Resource[]): readonly Resource[] {
  const known = new Set(resources.flatMap((r) => (r.kind === 'on-premises-network' ? [r.id] : [])));
  const made = new Map<string, ResourceOf<'on-premises-network'>>();
  for (const resource of resources) {
    if (resource.kind !== 'vpn-connection' && resource.kind !== 'virtual-interface') continue;
    const id = resource.onPremisesNetwork;
    if (known.has(id)) continue;
    const blocks = resource.kind === 'vpn-connection' ? resource.routes : (resource.announces ?? []);
    const before = made.get(id)?.cidrBlocks ?? [];
    made.set(id, {
      kind: 'on-premises-network',
      id,
      name: undefined,
      cidrBlocks: [...before, ...blocks],
      hosts: [],
      routes: undefined,
      dnsForwarders: [],
      ingress: undefined,
      egress: undefined,
    });
  }
  return made.size === 0 ? resources : [...resources, ...made.values()];
}
