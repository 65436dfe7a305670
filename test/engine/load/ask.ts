/** What one does with any input: load it, look at it, ask it. Nothing of this may throw or take long. */
import { endpoints, lint, load, traceReport } from '../../../engine/index.ts';
import type { Diagnostic, LoadResult, Question, TraceReport } from '../../../engine/index.ts';

export const loadText = (text: string, path = 'network.json'): LoadResult => load([{ path, text }]);
export const loadValue = (value: unknown, path?: string): LoadResult => loadText(JSON.stringify(value), path);

/** The report of a question that must have an answer. */
export function ask({ network }: Pick<LoadResult, 'network'>, question: Question): TraceReport {
  const answer = traceReport(network, question);
  if (!answer.ok) throw new Error(answer.errors.map(({ message }) => message).join(' '));
  return answer.report;
}

/** Does with a loaded input what an application does, and gives the verdicts of a few questions. */
export function exercise(loaded: LoadResult): (string | undefined)[] {
  const { network, diagnostics } = loaded;
  JSON.stringify([diagnostics, loaded.document, loaded.counts]);
  lint(network);
  const ends = endpoints(network).slice(0, 3);
  const questions = ends.flatMap(({ value }): Question[] => [
    { from: value, to: 'internet', port: 443 },
    { from: 'internet', to: value, port: 443 },
    ...ends.map((end): Question => ({ from: value, to: end.value, port: 443 })),
  ]);
  return [...questions, { from: '10.0.1.10', to: '10.0.2.20', protocol: 'icmp' }].map((question) => {
    const answer = traceReport(network, question);
    return answer.ok ? answer.report.verdict : undefined;
  });
}

/** How a diagnostic stands: where, and in words. */
export function told({ file, path, line, detail }: Diagnostic): string {
  return `${file ?? '-'}:${line ?? '-'} ${path?.join('.') ?? '-'}: ${detail}`;
}

/** A network in which `web` reaches `db` on 443 and everybody reaches `web`: the good part beside whatever is bad. */
export function goodDocument() {
  return {
    format: 'hoplight/1',
    vpcs: [{ id: 'vpc-1', cidrBlock: '10.0.0.0/16', internetGateway: 'igw-1' }],
    subnets: [
      { id: 'subnet-a', vpc: 'vpc-1', cidrBlock: '10.0.1.0/24', routeTable: 'rtb-1', networkAcl: 'acl-1' },
      { id: 'subnet-b', vpc: 'vpc-1', cidrBlock: '10.0.2.0/24', routeTable: 'rtb-2', networkAcl: 'acl-1' },
    ],
    routeTables: [
      { id: 'rtb-1', vpc: 'vpc-1', routes: [{ destination: '0.0.0.0/0', target: 'igw-1' }] },
      { id: 'rtb-2', vpc: 'vpc-1', main: true, routes: [] as { destination: unknown; target: unknown }[] },
    ],
    networkAcls: [
      {
        id: 'acl-1',
        vpc: 'vpc-1',
        isDefault: true,
        ingress: [{ ruleNumber: 100, ruleAction: 'allow', cidrBlock: '0.0.0.0/0' }],
        egress: [{ ruleNumber: 100, ruleAction: 'allow', cidrBlock: '0.0.0.0/0' }],
      },
    ],
    prefixLists: [{ id: 'pl-1', entries: ['10.0.1.0/24', '198.51.100.0/24'] }],
    securityGroups: [
      {
        id: 'sg-web',
        vpc: 'vpc-1',
        ingress: [{ protocol: 'tcp', ports: '443', from: ['0.0.0.0/0'] }],
        egress: [{ protocol: 'tcp', ports: 443, to: 'sg-db' }],
      },
      {
        id: 'sg-db',
        vpc: 'vpc-1',
        ingress: [
          { protocol: 'tcp', ports: '443', from: ['sg-web'] },
          { protocol: 'udp', ports: '53', from: 'pl-1' },
        ],
        egress: [{ to: '0.0.0.0/0' }],
      },
    ],
    instances: [
      {
        id: 'web',
        subnet: 'subnet-a',
        privateIp: '10.0.1.10',
        publicIp: '203.0.113.10',
        securityGroups: ['sg-web'],
      },
      { id: 'db', subnet: 'subnet-b', privateIp: '10.0.2.20', securityGroups: ['sg-db'] },
    ],
  };
}

/** The good part still loads and traces. */
export function goodPartTraces(loaded: Pick<LoadResult, 'network'>): boolean {
  const inside = ask(loaded, { from: 'web', to: 'db', port: 443 }).verdict;
  const outside = ask(loaded, { from: 'internet:198.51.100.7', to: 'web', port: 443 }).verdict;
  return inside === 'reachable' && outside === 'reachable';
}
