/**
 * The door of the engine: files in, a Network; a question in, a trace; and everything that can be said about either.
 * Applications import from here and nowhere else.
 */
export type { PriceList, PriceUnit, Pricing, Usd, WrittenPrices } from './cost/index.ts';
export { PRICE_UNITS, PRICES_FORMAT, builtInPrices, usdText, writtenPriceList } from './cost/index.ts';
export type { Diagnostic, DiagnosticCode, Severity } from './diagnostics/index.ts';
export { diagnosticCodes, explanations } from './diagnostics/index.ts';
export type { Diagram, DiagramLink, DiagramNode, DiagramShape, Tier } from './diagram/index.ts';
export { diagramOf, mermaidText } from './diagram/index.ts';
export type { Asker, DnsAttributes, NameAnswer, NamedHost } from './dns/index.ts';
export { resolvePrivateHostname, resolvePublicHostname } from './dns/index.ts';
export type { EffectiveLine, EffectiveReport } from './explain/effective.ts';
export { effectiveOf } from './explain/effective.ts';
export type { Catalogue, FieldDescription, FieldType, TypeDescription } from './edit/catalogue.ts';
export { catalogue } from './edit/describe.ts';
export { difference, reconcile } from './edit/difference.ts';
export { entryOf } from './edit/document.ts';
export { withStated } from './edit/set-field.ts';
export type { Patch, PatchOperation } from './edit/patch.ts';
export { PatchError, applyPatch } from './edit/patch.ts';
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
  FlipsReport,
  FlowLogReport,
  FlowReport,
  HopReport,
  LegReport,
  MirrorReport,
  NoteReport,
  PacketReport,
  PathReport,
  PlaceReport,
  StepReport,
  SuggestionReport,
  TraceReport,
  WhatIfReport,
} from './explain/report.ts';
export { TRACE_FORMAT } from './explain/report.ts';
export type { RuleLine } from './explain/rule-lines.ts';
export { ruleLines } from './explain/rule-lines.ts';
export type { TextOptions, TextRole } from './explain/columns.ts';
export { costText, traceText, verdictWord, whatIfSentence } from './explain/text.ts';
export type { Answer } from './explain/trace-report.ts';
export * from './flow-log/index.ts';
export type { EntryProblem, EntryReading } from './formats/hoplight/entry.ts';
export { checkResource, entryText, readEntryText } from './formats/hoplight/entry.ts';
export { documentJsonSchema, toDocumentText } from './formats/hoplight/write.ts';
export type { FormatName, LoadOptions, LoadResult } from './formats/load.ts';
export { load, loadDocument } from './formats/load.ts';
export type { PastedRules, PasteTarget, RuleHolder, RuleItem } from './formats/pasted-rules.ts';
export { readPastedRules } from './formats/pasted-rules.ts';
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
export type { RuleFinding } from './lint/index.ts';
export { lint, ruleFindings } from './lint/index.ts';
export type { AnswerOptions } from './mend/answer.ts';
export { suggestionsOf, traceReport } from './mend/answer.ts';
export type { WeighedReport } from './mend/weigh.ts';
export { weigh } from './mend/weigh.ts';
export type { Fix } from './mend/fixes.ts';
export { fixesFor } from './mend/fixes.ts';
export type { Expectation, Network, Question, WrittenFlow } from './model/index.ts';
export { flowsOf } from './model/index.ts';
export { isolated, printable } from './model/unseen.ts';
export { flatten } from './model/nesting.ts';
export { MAX_PAGE_SIZE, addressPage } from './plan/address-list.ts';
export type { AddressPage } from './plan/address-list.ts';
export * from './plan/index.ts';
export type { RuleId } from './rules/index.ts';
export { rules } from './rules/index.ts';
export type { EndpointOption, Flow, QuestionError, Trace, Verdict } from './trace/index.ts';
export { endpoints, nearestOf, resolveQuestion, trace, verdict } from './trace/index.ts';
