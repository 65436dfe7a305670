/** Writes records as a flow log has them. */
import { formatAddress } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import type { FlowLogRecord } from './fields.ts';
import { defaultFields, isFlowLogField } from './fields.ts';

/**
 * One line of a log: the fields in order, `-` for those the record has no value for.
 *
 * @param fields - AWS's names; the 14 of the default format when absent
 */
export function formatRecord(record: FlowLogRecord, fields: readonly string[] = defaultFields): string {
  return fields.map((field) => formatField(record, field)).join(' ');
}

/** One field of a record as text; `-` when it has no value. */
export function formatField(record: FlowLogRecord, field: string): string {
  const value = isFlowLogField(field) ? record[field] : record.further?.[field];
  if (value === undefined) return '-';
  return isAddress(value) ? formatAddress(value) : String(value);
}

function isAddress(value: string | number | Address): value is Address {
  return typeof value === 'object';
}
