/**
 * The rules of what the network costs, by id, as far as the resources exist that they are about.
 */
import type { Rule } from './rule.ts';

export const costRules = {
  'COST-1': {
    title: 'Cost is of one GB in each direction, item by item',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-2': {
    title: 'Private addresses in one zone cost nothing',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-3': {
    title: 'Crossing zones is paid at both ends',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-4': {
    title: 'Public addresses within a Region are paid at both ends',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-5': {
    title: 'The sender pays for data to another Region',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-6': {
    title: 'Data out to the internet costs in steps, data in nothing',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-7': {
    title: 'A NAT gateway costs by the hour and by the GB',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-8': {
    title: 'An interface endpoint costs by zone, hour and GB',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-9': {
    title: 'S3 and DynamoDB of the same Region cost no transfer',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-10': {
    title: 'A transit gateway bills what is sent into it',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-11': {
    title: 'A peering is free, and what crosses it costs as elsewhere',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-12': {
    title: 'A firewall costs by endpoint, hour and GB, and includes NAT gateways',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-13': {
    title: 'Gateway Load Balancers and their endpoints cost by hour and GB',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-14': {
    title: 'A load balancer costs by the hour and by capacity taken',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-15': {
    title: 'To targets of other zones only some load balancers carry free',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-16': {
    title: 'Every public IPv4 address costs, in use or idle',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-17': {
    title: 'A Site-to-Site VPN costs by the connection and the hour',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-18': {
    title: 'Direct Connect bills data out, and ports by the hour',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-19': {
    title: 'Traffic mirroring costs by session and hour',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-20': {
    title: 'Resolver endpoints and hosted zones cost by time and by query',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-21': {
    title: 'VPCs, subnets, tables, filters, gateways and peerings are free',
    sources: ['doc: COST'],
    certainty: 'documented',
  },
  'COST-22': {
    title: 'Data to CloudFront is free; S3 bills other Regions and acceleration',
    sources: ['doc: COST', 'rule: COST-5', 'rule: COST-6'],
    certainty: 'documented',
  },
  'COST-23': {
    title: 'Dropped data costs what processed it before',
    sources: ['rule: COST-1'],
    certainty: 'derived',
  },
} as const satisfies Readonly<Record<string, Rule>>;
