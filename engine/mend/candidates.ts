/** What could be changed where a packet was dropped: each check point has changes of its own. */
import type { Flow, Step } from '../trace/index.ts';
import type { Change, Scene } from './change.ts';
import { aclEntries, groupRules } from './filters.ts';
import {
  attachmentChanges,
  balancerChanges,
  endpointChanges,
  firewallChanges,
  siteRoutes,
  transitRoutes,
  tunnelUp,
} from './links.ts';
import { checkOff, elasticIp, exclusion, startInstance } from './machines.ts';
import { nameChanges } from './names.ts';
import { routeChanges, routesBeforeGateway } from './routes.ts';

/** Changes that may mend a step, the most usual first. None has been tried. */
export function candidatesFor(scene: Scene, flow: Flow, step: Step): readonly Change[] {
  switch (step.at) {
    case 'sg-ingress':
      return groupRules(scene, flow, step, 'ingress');
    case 'sg-egress':
      return groupRules(scene, flow, step, 'egress');
    case 'nacl-ingress':
      return aclEntries(scene, flow, step, 'ingress');
    case 'nacl-egress':
      return aclEntries(scene, flow, step, 'egress');
    case 'route-table':
      return routeChanges(scene, step);
    case 'igw':
      if (step.detail === 'private-destination') return routesBeforeGateway(scene, step);
      return step.detail === 'no-public-address' ? elasticIp(scene, step) : [];
    case 'eni-src-dst-check':
      return checkOff(scene, step);
    case 'bad-state':
    case 'no-such-host':
      return startInstance(scene, step);
    case 'bpa':
      return exclusion(scene, step);
    case 'tgw-route-table':
      return transitRoutes(scene, step);
    case 'tgw-attachment':
      return attachmentChanges(scene, step);
    case 'vpn':
      return tunnelUp(scene, step);
    case 'vgw':
      return siteRoutes(scene, step);
    case 'interface-endpoint':
    case 'endpoint-policy':
      return endpointChanges(scene, step);
    case 'firewall':
      return firewallChanges(scene, step);
    case 'load-balancer':
      return balancerChanges(scene, step);
    case 'name':
      return nameChanges(scene, flow);
    default:
      return [];
  }
}
