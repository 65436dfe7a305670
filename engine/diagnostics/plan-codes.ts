import type { DiagnosticDefinition } from './codes.ts';

/** Codes for reading address plans, and for making a network of one. */
export const planCodes = {
  'unknown-plan-format': {
    severity: 'error',
    summary: 'The file holds no address plan that Hoplight reads.',
    explanation:
      'Address plans are read from Hoplight’s own plans and documents, AWS CLI output, tables (CSV) with a column of CIDR blocks, Terraform plans and states in JSON, and files and links of visualsubnetcalc.',
  },
  'plan-without-blocks': {
    severity: 'warning',
    summary: 'The file holds no block and no subnet.',
    explanation: 'The file was read, and nothing in it has addresses to plan with.',
  },
  'plan-row-refused': {
    severity: 'warning',
    summary: 'A row of the plan has no place.',
    explanation:
      'The row lies outside every block of the plan, or another row has the same block already. It was left out; everything else was read.',
  },
  'plan-too-large': {
    severity: 'error',
    summary: 'The plan is too large.',
    explanation:
      'A plan has at most 65,536 subnets and free blocks, and at most 1,024 base blocks. What comes after was left out.',
  },
  'plan-block-supposed': {
    severity: 'info',
    summary: 'The base block was worked out from the subnets.',
    explanation:
      'The source lists subnets without the block they were cut from. The smallest block around neighbouring subnets was taken. Change it if the real one is larger.',
  },
  'plan-subnets-overlap': {
    severity: 'warning',
    summary: 'Two subnets of the source overlap.',
    explanation:
      'One of the two lies inside the other, which no cloud accepts. The larger one became a group around the smaller, so that both are still to be seen.',
  },
  'plan-text-cut': {
    severity: 'warning',
    summary: 'A text is too long and was cut.',
    explanation:
      'Names, zones and notes of a plan have at most 4,096 characters, and those of resources in a network 1,024.',
  },
  'plan-value-left-out': {
    severity: 'warning',
    summary: 'A value was left out.',
    explanation:
      'The value is none that its place can have, or another source has said it already. Everything around it was kept.',
  },
  'plan-column-left-out': {
    severity: 'info',
    summary: 'A column of the table was not read.',
    explanation:
      'The heading is none that a plan knows. Known ones are name, cidr, zone, kind, note, vpc and status, and common words for them.',
  },
  'unreadable-table': {
    severity: 'error',
    summary: 'The table is not faultless CSV.',
    explanation:
      'A quoted cell is never closed, so where it ends is not known. What stands before it was read.',
  },
  'unreadable-link': {
    severity: 'error',
    summary: 'The link cannot be read.',
    explanation:
      'The link was cut short or changed on its way, or comes from a newer program. Copy it again from where it was made, or export a file there.',
  },
  'plan-value-unknown': {
    severity: 'info',
    summary: 'A block is known only after the change is applied.',
    explanation:
      'A Terraform plan does not yet hold values that the provider gives, such as IPv6 blocks from Amazon. Read the state after applying (`terraform show -json`) to have them.',
  },
  'need-left-out': {
    severity: 'error',
    summary: 'A need cannot be allocated as it stands.',
    explanation: 'A need has a name, and says how many hosts or which prefix length it asks for.',
  },
  'plan-of-another-cloud': {
    severity: 'info',
    summary: 'The plan is made for another cloud.',
    explanation:
      'A network is one of AWS. Its blocks become VPCs and its rows subnets, and what AWS would refuse is left out.',
  },
  'subnets-without-way-out': {
    severity: 'info',
    summary: 'Private subnets have no NAT gateway yet.',
    explanation:
      'A plan holds addresses and no gateways. Private subnets were made with the local route alone; add a NAT gateway and a route to it where they need the internet.',
  },
} as const satisfies Record<string, DiagnosticDefinition>;
