/** How people make and change an on-premises network. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'compute',
  shape: 'endpoint',
  help: 'A network outside AWS, behind a VPN or Direct Connect.',
  idPrefix: 'site',
  namePrefix: 'site',
  parents: [],
  fields: {
    cidrBlocks: { label: 'CIDR blocks', start: { find: 'vpc-block' } },
    hosts: { label: 'Hosts', help: 'Machines that questions may name.' },
    'hosts.id': { label: 'ID' },
    'hosts.address': { label: 'Address' },
    routes: { label: 'Routes', help: 'Of the site’s router, beside what it learns by BGP.' },
    'routes.destination': { label: 'Destination' },
    'routes.target': { label: 'Target', references: ['vpn-connection', 'virtual-interface'] },
    dnsForwarders: { label: 'DNS forwarders', help: 'Domains that its resolvers ask of others.' },
    'dnsForwarders.domainName': { label: 'Domain name', example: 'corp.example' },
    'dnsForwarders.targetIps': { label: 'Target IP addresses' },
    ingress: { label: 'Inbound rules', help: 'Of the site’s firewall; all traffic when absent.' },
    egress: { label: 'Outbound rules', help: 'Of the site’s firewall; all traffic when absent.' },
    'ingress.from': { label: 'Source', references: ['prefix-list'], takesAddresses: true },
    'egress.to': { label: 'Destination', references: ['prefix-list'], takesAddresses: true },
  },
};
