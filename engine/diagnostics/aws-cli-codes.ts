import type { DiagnosticDefinition } from './codes.ts';

/** Codes for reading AWS CLI output. */
export const awsCliCodes = {
  'unknown-answer': {
    severity: 'warning',
    summary: 'Part of the input is no known answer of an AWS command.',
    explanation:
      'AWS commands print an object whose key says what its list holds, such as `Vpcs`. The key named here is none that Hoplight knows, or the objects of a bare list could not be told by their members. They were counted and left out. If the key is a typing error, mend it; if the answer matters to a path, it is not supported yet.',
  },
  'failed-call': {
    severity: 'warning',
    summary: 'A recorded call failed.',
    explanation:
      'The file holds the error of a call instead of its answer, so what the call asks for is missing from the dump. It is treated as not known, never as none. Run the command again with the rights it needs.',
  },
  'answer-cut-short': {
    severity: 'warning',
    summary: 'An answer is not complete.',
    explanation:
      'The file breaks off, or the answer names a further page that no file holds. What was read is kept; tables, network ACLs and groups of a broken file are marked as incomplete, so that a packet which nothing matches ends as `unknown` and not as blocked.',
  },
  'section-not-held': {
    severity: 'warning',
    summary: 'The dump lacks a kind of resource that traces need.',
    explanation:
      'No file of the dump holds the answer, so whether there are such resources is not known. An empty list in an answer means "none" and is not reported. Verdicts that hang on what is missing are `unknown`, or rest on the assumption that the message states.',
  },
  'setting-assumed': {
    severity: 'info',
    summary: 'The dump lacks a setting, and its default is assumed.',
    explanation:
      'The setting is off or empty in nearly all accounts, and was taken to be. Add the answer of the command named to be sure.',
  },
  'named-not-listed': {
    severity: 'warning',
    summary: 'Objects of the dump name a resource that no answer lists.',
    explanation:
      'The resource exists, since others lie in it or are attached to it, and it was added with what they say about it. Its address blocks and its other members are not known. Dumps filtered by a VPC, and dumps of another account or Region, look like this.',
  },
  'gateway-inferred': {
    severity: 'info',
    summary: 'A gateway was inferred from an active route.',
    explanation:
      'The dump holds no answer about gateways, but a route table has an active route to one. AWS reports routes to detached gateways as blackholes, so the gateway is attached to the VPC of the table, and was added so.',
  },
  'conflicting-answers': {
    severity: 'warning',
    summary: 'Two answers describe the same object differently.',
    explanation:
      'The files were probably written at different times. The first description was kept. Leave the older file out, or write the dump anew.',
  },
  'block-not-associated': {
    severity: 'info',
    summary: 'An address block is not in use.',
    explanation:
      'AWS lists blocks that are being added or were removed. Only those in state `associated` are addresses of the VPC or subnet (VPC-9), so the others were left out.',
  },
  'association-not-in-force': {
    severity: 'info',
    summary: 'A route table association is not in force.',
    explanation:
      'Only associations in state `associated` decide which table routes a subnet. The subnet was read as if the association were not there.',
  },
  'no-public-mapping': {
    severity: 'info',
    summary: 'An address is not a public mapping.',
    explanation:
      'Carrier addresses of Wavelength Zones and customer-owned addresses of Outposts are not mapped by an internet gateway (IGW-17, SUB-11). They were left out, and the interface has no public address through them.',
  },
  'groups-not-shown': {
    severity: 'warning',
    summary: 'An interface shows no security group.',
    explanation:
      'AWS gives every ordinary interface at least one group, so the dump has lost it (SG-26). The interface was kept without groups; what groups would let through to it or from it is not known.',
  },
  'interface-id-repeated': {
    severity: 'warning',
    summary: 'Two instances show an interface of the same id.',
    explanation:
      'An interface is attached to one instance at a time. Dumps with replaced ids repeat them. Each was kept as an interface of its own, the later ones under a new id.',
  },
  'prefix-list-not-held': {
    severity: 'warning',
    summary: 'The blocks of a prefix list are not known.',
    explanation:
      '`describe-managed-prefix-lists` shows name and size of a list, not its blocks. A route or rule that names the list can only be judged where its blocks do not matter (RT-25).',
  },
  'entries-without-list': {
    severity: 'warning',
    summary: 'Prefix list entries do not say which list they belong to.',
    explanation:
      'The answer of `get-managed-prefix-list-entries` does not name its list. Hoplight looks for the id beside the entries and in the name of the file. Name the file after the list, such as `pl-0123456789abcdef0.json`.',
  },
  'companion-missing': {
    severity: 'warning',
    summary: 'Resources lack what another command would tell of them.',
    explanation:
      'AWS answers one resource in several parts: a load balancer, its listeners, its target groups, their targets. A part that no file of the dump holds is taken as not known, never as none, and a verdict that hangs on it is `unknown`. The message names the command that prints the part.',
  },
  'subject-not-told': {
    severity: 'warning',
    summary: 'An answer does not say what it is about.',
    explanation:
      'Some answers, such as the health of targets or the attributes of a load balancer, do not name the resource that was asked for. Hoplight looks for its id beside them and for its id or name in the name of the file. Name the file after the resource, such as `target-health-web.json`.',
  },
  'subject-inferred': {
    severity: 'info',
    summary: 'An answer was brought to the only resource that it can be about.',
    explanation:
      'The answer does not name its resource, and neither does the name of its file. The dump holds one such answer and one such resource, so they were put together. Name the file after the resource to be sure.',
  },
  'owner-not-told': {
    severity: 'info',
    summary: 'An interface may belong to one of several databases.',
    explanation:
      'AWS does not say for which database it made an interface. It is found by subnet, zone and security groups; where several databases share these, each of their interfaces may be meant (RDS-4). They are filtered alike, so that verdicts seldom differ.',
  },
  'listener-rules-merged': {
    severity: 'info',
    summary: 'The rules of a listener look at what a trace does not name.',
    explanation:
      'Rules of application load balancers choose a target group by host, path, header and the like. A trace is about addresses and ports, so every target group that some rule forwards to is a choice, and the verdict says when they differ. Rules that redirect or answer themselves open no connection.',
  },
  'firewall-rules-unread': {
    severity: 'warning',
    summary: 'Rules of a firewall could not be read.',
    explanation:
      'The rules use what Hoplight does not know, such as a reference to an IP set whose addresses the answer does not hold. The group is marked as incomplete: a packet that another rule does not decide before ends as `unknown`.',
  },
  'carrier-down': {
    severity: 'warning',
    summary: 'What carries a virtual interface is down.',
    explanation:
      'The connection or link aggregation group below a Direct Connect virtual interface is not available, so nothing passes by it (DX-15), whatever the state of the virtual interface says. The answers were probably written at different times.',
  },
} as const satisfies Record<string, DiagnosticDefinition>;
