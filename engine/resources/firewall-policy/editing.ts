/** How people make and change a firewall policy. */
import type { Editing } from '../../model/editing.ts';

export const editing: Editing = {
  group: 'filters',
  shape: 'none',
  help: 'The rules of network firewalls.',
  idPrefix: 'policy',
  namePrefix: 'policy',
  parents: [],
  fields: {
    statelessDefaultAction: { label: 'Stateless default action' },
    statelessRuleGroups: { label: 'Stateless rule groups' },
    'statelessRuleGroups.priority': { label: 'Priority' },
    'statelessRuleGroups.rules': { label: 'Rules' },
    'statelessRuleGroups.rules.priority': { label: 'Priority' },
    'statelessRuleGroups.rules.action': { label: 'Action' },
    'statelessRuleGroups.rules.sources': { label: 'Sources', help: 'Any when absent.' },
    'statelessRuleGroups.rules.destinations': { label: 'Destinations', help: 'Any when absent.' },
    'statelessRuleGroups.rules.tcpFlags': { label: 'Looks at TCP flags' },
    'statelessRuleGroups.incomplete': { label: 'Has rules not listed here' },
    ruleOrder: { label: 'Rule order', help: 'Action order when none is chosen.' },
    statefulDefaultActions: { label: 'Stateful default actions', help: 'Of strict order.' },
    statefulRuleGroups: { label: 'Stateful rule groups' },
    'statefulRuleGroups.priority': { label: 'Priority', help: 'Of strict order; the lowest goes first.' },
    'statefulRuleGroups.managed': { label: 'Managed by AWS', help: 'Its rules cannot be read.' },
    'statefulRuleGroups.dropToAlert': { label: 'Drops become alerts' },
    'statefulRuleGroups.homeNet': { label: 'Home network', help: 'The blocks of the VPC when absent.' },
    'statefulRuleGroups.incomplete': { label: 'Has rules not listed here' },
    'statefulRuleGroups.rules': {
      label: 'Rules',
      help: 'Suricata rules, each in a line of its own.',
      example: 'pass tcp any any -> any 443 (sid:1;)',
    },
    'statefulRuleGroups.domainList': { label: 'Domain list' },
    'statefulRuleGroups.domainList.targets': {
      label: 'Names',
      help: 'With a leading dot for all names below it too.',
    },
    streamExceptionPolicy: {
      label: 'Stream exception policy',
      help: 'For flows of which the firewall has not seen the beginning.',
    },
  },
};
