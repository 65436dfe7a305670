/** Links of visualsubnetcalc: a version as one digit, then the configuration as compressed JSON. */
import lzString from 'lz-string';
import { flatten } from '../../../model/nesting.ts';
import { shortText } from '../../hoplight/check.ts';
import type { Report } from '../draft.ts';
import { type CalculatorConfig, isCalculatorConfig } from './config.ts';

/** The compressed part of a link, its version first; `undefined` for text that is no link of the calculator. */
export function calculatorLinkIn(text: string): string | undefined {
  const link = /^(?:https?:\/\/)?[\w.:/-]{0,300}\?(?:[^#\s]{0,300}&)?c=([^&#\s]+)/.exec(text.trim())?.[1];
  // Chat programs escape two of the characters that compressed text is made of.
  return link?.replace(/%2B/gi, '+').replace(/%24/g, '$');
}

/**
 * Longest compressed text that is read. Of the densest text there is, this much comes to fewer than 50 million
 * characters; a link of a thousand subnets with notes is shorter.
 */
const MOST_COMPRESSED = 20_000;

/** The configuration in a link; `undefined` when there is none, which is reported. */
export function configInLink(link: string, path: string, report: Report): CalculatorConfig | undefined {
  const fail = (why: string) => {
    report('unreadable-link', `The link in \`${path}\` cannot be read: ${why}`, { file: path });
    return undefined;
  };
  const version = link.slice(0, 1);
  if (version !== '1') {
    return fail(
      `it is of version \`${shortText(version)}\`, and only \`1\` is known. Export the plan as JSON instead.`,
    );
  }
  if (link.length > MOST_COMPRESSED)
    return fail(`it is longer than ${MOST_COMPRESSED} characters. Export the plan as JSON instead.`);
  try {
    const text = lzString.decompressFromEncodedURIComponent(link.slice(1));
    const { value: config, cut } = flatten(JSON.parse(text));
    if (cut.length > 0) return fail('it is nested more deeply than blocks can be split.');
    return isCalculatorConfig(config) ? config : fail('it holds no subnets. Copy it anew.');
  } catch {
    return fail('it is not whole. Copy all of it anew.');
  }
}
