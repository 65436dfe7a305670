/** Puts a question to the engine; what it does not understand becomes a message for the person who asked. */
import { resolveQuestion, traceReport } from '../../../engine/index.ts';
import type { AnswerOptions, Network, Question, QuestionError, TraceReport } from '../../../engine/index.ts';
import { UsageError } from '../exit-status.ts';
import type { UsageErrorPart } from '../exit-status.ts';
import { didYouMean } from '../nearest.ts';

/**
 * The answer to `question`.
 *
 * @throws UsageError when a part of it is not understood
 */
export function ask(network: Network, question: Question, options: AnswerOptions = {}): TraceReport {
  const answer = traceReport(network, question, options);
  if (answer.ok) return answer.report;
  const parts = answer.errors.map(errorPart);
  throw new UsageError(parts.map(({ message }) => message).join('\n'), parts);
}

/**
 * The answer for IPv6 beside that for IPv4, when the question leaves the family open and both ends have both.
 *
 * Programs try IPv6 first, so an IPv4 answer alone would hide why they hang.
 */
export function askIpv6Too(
  network: Network,
  question: Question,
  ipv4: TraceReport,
  options: AnswerOptions = {},
): TraceReport | undefined {
  const isOpen = [question.family, question.fromIp, question.icmpType].every(
    (member) => member === undefined,
  );
  if (!isOpen || ipv4.flow.family !== 4) return undefined;
  const inIpv6: Question = { ...question, family: 6 };
  const resolved = resolveQuestion(network, inIpv6);
  if (!resolved.ok || !hasIpv6(resolved.from) || !hasIpv6(resolved.to)) return undefined;
  const answer = traceReport(network, inIpv6, options);
  return answer.ok ? answer.report : undefined;
}

type End = Extract<ReturnType<typeof resolveQuestion>, { ok: true }>['from'];

/** An end that was named without an address of one family, and has an IPv6 address. */
function hasIpv6(end: End): boolean {
  if (end.kind === 'internet') return end.address === undefined;
  return (
    end.kind === 'interface' && end.address === undefined && end.networkInterface.ipv6Addresses.length > 0
  );
}

/** What was not understood, with the nearest known names in the message. */
export function errorPart({ part, message, nearest }: QuestionError): UsageErrorPart {
  const isName = part === 'from' || part === 'to';
  return { part, message: isName ? message + didYouMean(nearest) : message, nearest };
}
