/** A configuration of visualsubnetcalc, in the long names of files or the short ones of links. */
import { isObject } from '../../hoplight/check.ts';

export type CalculatorConfig = Readonly<Record<string, unknown>>;

export function isCalculatorConfig(value: unknown): value is CalculatorConfig {
  if (!isObject(value)) return false;
  return isObject(either(value, 'subnets', 's')) && typeof either(value, 'config_version', 'v') === 'string';
}

/** The member of a long or of a short name. */
export function either(value: CalculatorConfig, long: string, short: string): unknown {
  return Object.hasOwn(value, long) ? value[long] : Object.hasOwn(value, short) ? value[short] : undefined;
}
