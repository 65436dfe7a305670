import type { awsCliCodes } from '../aws-cli-codes.ts';

/** What the codes of reading AWS CLI output mean at length. */
export const awsCliExplanations: Readonly<Record<keyof typeof awsCliCodes, string>> = {
  'unknown-answer':
    'AWS commands print an object whose key says what its list holds, such as `Vpcs`. The key named here is none that Hoplight knows, or the objects of a bare list could not be told by their members. They were counted and left out. If the key is a typing error, mend it; if the answer matters to a path, it is not supported yet.',
  'failed-call':
    'The file holds the error of a call instead of its answer, so what the call asks for is missing from the dump. It is treated as not known, never as none. Run the command again with the rights it needs.',
  'answer-cut-short':
    'The file breaks off, or the answer names a further page that no file holds. What was read is kept; tables, network ACLs and groups of a broken file are marked as incomplete, so that a packet which nothing matches ends as `unknown` and not as blocked.',
  'section-not-held':
    'No file of the dump holds the answer, so whether there are such resources is not known. An empty list in an answer means "none" and is not reported. Verdicts that hang on what is missing are `unknown`, or rest on the assumption that the message states.',
  'setting-assumed':
    'The setting is off or empty in nearly all accounts, and was taken to be. Add the answer of the command named to be sure.',
  'named-not-listed':
    'The resource exists, since others lie in it or are attached to it, and it was added with what they say about it. Its address blocks and its other members are not known. Dumps filtered by a VPC, and dumps of another account or Region, look like this.',
  'gateway-inferred':
    'The dump holds no answer about gateways, but a route table has an active route to one. AWS reports routes to detached gateways as blackholes, so the gateway is attached to the VPC of the table, and was added so.',
  'conflicting-answers':
    'The files were probably written at different times. The first description was kept. Leave the older file out, or write the dump anew.',
  'block-not-associated':
    'AWS lists blocks that are being added or were removed. Only those in state `associated` are addresses of the VPC or subnet (VPC-9), so the others were left out.',
  'association-not-in-force':
    'Only associations in state `associated` decide which table routes a subnet. The subnet was read as if the association were not there.',
  'no-public-mapping':
    'Carrier addresses of Wavelength Zones and customer-owned addresses of Outposts are not mapped by an internet gateway (IGW-17, SUB-11). They were left out, and the interface has no public address through them.',
  'groups-not-shown':
    'AWS gives every ordinary interface at least one group, so the dump has lost it (SG-26). The interface was kept without groups; what groups would let through to it or from it is not known.',
  'interface-id-repeated':
    'An interface is attached to one instance at a time. Dumps with replaced ids repeat them. Each was kept as an interface of its own, the later ones under a new id.',
  'prefix-list-not-held':
    '`describe-managed-prefix-lists` shows name and size of a list, not its blocks. A route or rule that names the list can only be judged where its blocks do not matter (RT-25).',
  'records-without-zone':
    'The answer of `list-resource-record-sets` does not say which zone it speaks of, and the zones of the dump do not tell it either. The records were left out.',
  'entries-without-list':
    'The answer of `get-managed-prefix-list-entries` does not name its list. Hoplight looks for the id beside the entries and in the name of the file. Name the file after the list, such as `pl-0123456789abcdef0.json`.',
  'companion-missing':
    'AWS answers one resource in several parts: a load balancer, its listeners, its target groups, their targets. A part that no file of the dump holds is taken as not known, never as none, and a verdict that hangs on it is `unknown`. The message names the command that prints the part.',
  'subject-not-told':
    'Some answers, such as the health of targets or the attributes of a load balancer, do not name the resource that was asked for. Hoplight looks for its id beside them and for its id or name in the name of the file. Name the file after the resource, such as `target-health-web.json`.',
  'subject-inferred':
    'The answer does not name its resource, and neither does the name of its file. The dump holds one such answer and one such resource, so they were put together. Name the file after the resource to be sure.',
  'owner-not-told':
    'AWS does not say for which database it made an interface. It is found by subnet, zone and security groups; where several databases share these, each of their interfaces may be meant (RDS-4). They are filtered alike, so that verdicts seldom differ.',
  'listener-rules-merged':
    'Rules of application load balancers choose a target group by host, path, header and the like. A trace is about addresses and ports, so every target group that some rule forwards to is a choice, and the verdict says when they differ. Rules that redirect or answer themselves open no connection.',
  'firewall-rules-unread':
    'The rules use what Hoplight does not know, such as a reference to an IP set whose addresses the answer does not hold. The group is marked as incomplete: a packet that another rule does not decide before ends as `unknown`.',
  'carrier-down':
    'The connection or link aggregation group below a Direct Connect virtual interface is not available, so nothing passes by it (DX-15), whatever the state of the virtual interface says. The answers were probably written at different times.',
};
