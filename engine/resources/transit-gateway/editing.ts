/** How people make and change a transit gateway. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'paths',
  shape: 'hop',
  help: 'Routes between VPCs, VPNs and Direct Connect gateways of a Region.',
  idPrefix: 'tgw',
  namePrefix: 'transit',
  parents: [],
  fields: {
    region: { label: 'Region' },
    ownerId: { label: 'Account', help: 'Id of the AWS account that owns it.' },
    amazonSideAsn: { label: 'Amazon side ASN' },
    transitGatewayCidrBlocks: { label: 'CIDR blocks', help: 'Its own, for Connect peers.' },
    state: { label: 'State' },
    vpnEcmpSupport: { label: 'VPN ECMP support', help: 'Spreads flows over VPN connections of one prefix.' },
    securityGroupReferencingSupport: { label: 'Security group referencing support' },
    dnsSupport: { label: 'DNS support' },
    defaultRouteTableAssociation: {
      label: 'Default route table association',
      help: 'New attachments use the default table.',
    },
    defaultRouteTablePropagation: {
      label: 'Default route table propagation',
      help: 'New attachments propagate their routes into the default table.',
    },
    routeTablesVisible: {
      label: 'Route tables are known',
      help: 'Turned off when they belong to an account that is not in this project.',
    },
  },
};
