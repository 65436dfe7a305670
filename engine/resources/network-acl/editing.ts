/** How people make and change a network ACL. */
import type { Editing } from '../../model/editing.ts';

/** NACL-5: what AWS puts into a default ACL. */
const allowAll = [
  { ruleNumber: 100, ruleAction: 'allow', protocol: '-1', cidrBlock: '0.0.0.0/0' },
  { ruleNumber: 101, ruleAction: 'allow', protocol: '-1', cidrBlock: '::/0' },
];

export const editing: Editing = {
  group: 'filters',
  shape: 'diamond',
  help: 'A stateless filter at the edge of subnets, with numbered rules.',
  idPrefix: 'acl',
  namePrefix: 'acl',
  parents: [{ field: 'vpc', kind: 'vpc' }],
  fields: {
    vpc: { label: 'VPC', references: ['vpc'] },
    isDefault: { label: 'Default network ACL', help: 'In force at subnets that name none.' },
    ingress: { label: 'Inbound rules', help: 'What no rule matches is denied.' },
    egress: { label: 'Outbound rules', help: 'What no rule matches is denied.' },
    incomplete: { label: 'Has rules not listed here' },
  },
  filledIn: {
    idPrefix: 'default:',
    entry: { isDefault: true, ingress: allowAll, egress: allowAll },
  },
};
