import type { planCodes } from '../plan-codes.ts';

/** What the codes of reading plans mean at length. */
export const planExplanations: Readonly<Record<keyof typeof planCodes, string>> = {
  'unknown-plan-format':
    'Address plans are read from Hoplight’s own plans and documents, AWS CLI output, tables (CSV) with a column of CIDR blocks, Terraform plans and states in JSON, and files and links of visualsubnetcalc.',
  'plan-without-blocks': 'The file was read, and nothing in it has addresses to plan with.',
  'plan-row-refused':
    'The row lies outside every block of the plan, or another row has the same block already. It was left out; everything else was read.',
  'plan-too-large':
    'A plan has at most 65,536 subnets and free blocks, and at most 1,024 base blocks. What comes after was left out.',
  'plan-block-supposed':
    'The source lists subnets without the block they were cut from. The smallest block around neighbouring subnets was taken. Change it if the real one is larger.',
  'plan-subnets-overlap':
    'One of the two lies inside the other, which no cloud accepts. The larger one became a group around the smaller, so that both are still to be seen.',
  'plan-text-cut':
    'Names, zones and notes of a plan have at most 4,096 characters, and those of resources in a network 1,024.',
  'plan-value-left-out':
    'The value is none that its place can have, or another source has said it already. Everything around it was kept.',
  'plan-column-left-out':
    'The heading is none that a plan knows. Known ones are name, cidr, zone, kind, note, vpc and status, and common words for them.',
  'unreadable-table':
    'A quoted cell is never closed, so where it ends is not known. What stands before it was read.',
  'unreadable-link':
    'The link was cut short or changed on its way, or comes from a newer program. Copy it again from where it was made, or export a file there.',
  'plan-value-unknown':
    'A Terraform plan does not yet hold values that the provider gives, such as IPv6 blocks from Amazon. Read the state after applying (`terraform show -json`) to have them.',
  'need-left-out': 'A need has a name, and says how many hosts or which prefix length it asks for.',
  'plan-of-another-cloud':
    'A network is one of AWS. Its blocks become VPCs and its rows subnets, and what AWS would refuse is left out.',
  'subnets-without-way-out':
    'A plan holds addresses and no gateways. Private subnets were made with the local route alone; add a NAT gateway and a route to it where they need the internet.',
};
