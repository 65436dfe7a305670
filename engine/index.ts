/**
 * The door of the engine: files in, a Network; a question in, a trace; and everything that can be said about either.
 * Applications import from here and nowhere else.
 */
export type { PriceList, PriceUnit, Pricing, Usd, WrittenPrices } from './cost/index.ts';
export { PRICES_FORMAT, builtInPrices, usdText, writtenPriceList } from './cost/index.ts';
export type { Diagnostic, DiagnosticCode, Severity } from './diagnostics/index.ts';
export { diagnosticCodes } from './diagnostics/index.ts';
export type { Asker, DnsAttributes, NameAnswer, NamedHost } from './dns/index.ts';
export { resolvePrivateHostname, resolvePublicHostname } from './dns/index.ts';
export { standingReport } from './explain/cost.ts';
export type {
  CheaperReport,
  CostLineReport,
  CostReport,
  LegCostReport,
  PayerReport,
  StandingCostReport,
  StandingReport,
} from './explain/cost-report.ts';
export { judge } from './explain/judge.ts';
export type { Judgement } from './explain/judge.ts';
export type {
  BlockerReport,
  EndReport,
  EntryReport,
  FlowLogReport,
  FlowReport,
  HopReport,
  LegReport,
  NoteReport,
  PacketReport,
  PathReport,
  PlaceReport,
  StepReport,
  SuggestionReport,
  TraceReport,
} from './explain/report.ts';
export { TRACE_FORMAT } from './explain/report.ts';
export type { TextOptions, TextRole } from './explain/text.ts';
export { costText, traceText, verdictWord } from './explain/text.ts';
export type { Answer, AnswerOptions } from './explain/trace-report.ts';
export { traceReport } from './explain/trace-report.ts';
export * from './flow-log/index.ts';
export { documentJsonSchema, toDocumentText } from './formats/hoplight/write.ts';
export type { FormatName, LoadOptions, LoadResult } from './formats/load.ts';
export { load, loadDocument } from './formats/load.ts';
export type {
  NeedsReading,
  NetworkPlan,
  PlanAdditions,
  PlanFormat,
  PlanReading,
  PlannedDocument,
} from './formats/plan/index.ts';
export {
  planFormats,
  planFromNetwork,
  planIntoDocument,
  readNeeds,
  readPlan,
  withPlan,
  writePlan,
} from './formats/plan/index.ts';
export type { PriceReading } from './formats/prices/read.ts';
export { readPrices } from './formats/prices/read.ts';
export type { InputFile, PlainDocument, ReadCount } from './formats/source.ts';
export type { TextEncodingName } from './formats/text/index.ts';
export { decodeText, parseText } from './formats/text/index.ts';
export type { Address, Cidr, Family, SpecialRange } from './ip/index.ts';
export {
  MAX_SPLIT_PARTS,
  addressCount,
  addressToBigInt,
  addressWidth,
  aggregate,
  cidrOf,
  cidrsOfRange,
  compareAddresses,
  compareCidrs,
  containsAddress,
  containsCidr,
  explainMalformedAddress,
  firstAddress,
  formatAddress,
  formatCidr,
  intersect,
  lastAddress,
  overlaps,
  parseAddress,
  parseCidr,
  sameCidr,
  splitCidr,
  subtract,
  wholeFamily,
} from './ip/index.ts';
export { lint } from './lint/index.ts';
export type { Expectation, Network, Question, WrittenFlow } from './model/index.ts';
export { flowsOf } from './model/index.ts';
export { MAX_PAGE_SIZE, addressPage } from './plan/address-list.ts';
export type { AddressPage } from './plan/address-list.ts';
export * from './plan/index.ts';
export type { RuleId } from './rules/index.ts';
export { rules } from './rules/index.ts';
export type { EndpointOption, Flow, QuestionError, Trace, Verdict } from './trace/index.ts';
export { endpoints, nearestOf, resolveQuestion, trace, verdict } from './trace/index.ts';
