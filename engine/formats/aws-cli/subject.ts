/**
 * Answers that do not name what they are about, such as the health of the targets of one group. Recorders write the id
 * beside them; else the name of the file tells it, and where there is but one resource of the kind, it is that one.
 */
import type { Dump } from './dump.ts';
import { pathOf, short, text } from './fields.ts';
import type { Fields } from './fields.ts';

/** What one such answer says. */
export interface Unnamed<Said> {
  /** The object that holds it. */
  readonly holder: Fields;
  /** The id that stands beside it. */
  readonly stated: string | undefined;
  readonly said: Said;
}

/** A resource that an answer may be about. */
export interface Candidate {
  readonly id: string;
  readonly name?: string | undefined;
}

/** The entry for the answer that `holder` holds, made when it is first heard of. */
export function unnamedOf<Said>(
  all: Map<string, Unnamed<Said>>,
  holder: Fields,
  keys: readonly string[],
  empty: () => Said,
): Unnamed<Said> {
  const place = `${holder.item.file.path} ${pathOf(holder).join(' ')}`;
  const known = all.get(place);
  if (known !== undefined) return known;
  const stated = keys.map((key) => text(holder, key)).find((id) => id !== undefined);
  const made = { holder, stated, said: empty() };
  all.set(place, made);
  return made;
}

/** What is asked for when it is not known what an answer is about. */
export interface Asked {
  /** What the answer holds, as a plural: `Targets`. */
  readonly words: string;
  /** What the resource is called: `target group`. */
  readonly kind: string;
}

/**
 * Brings answers to what they are about. One that may be about several resources is reported and left out.
 *
 * @returns the answers by the id of their resource
 */
export function bySubject<Said>(
  dump: Dump,
  answers: readonly Unnamed<Said>[],
  candidates: readonly Candidate[],
  { words, kind }: Asked,
): Map<string, Unnamed<Said>[]> {
  const found = new Map<string, Unnamed<Said>[]>();
  for (const answer of answers) {
    const place = { file: answer.holder.item.file.path };
    const file = `\`${short(place.file.split('/').at(-1) ?? place.file)}\``;
    let id = answer.stated ?? namedByFile(place.file, candidates);
    if (id === undefined && answers.length === 1 && candidates.length === 1) {
      id = candidates[0]?.id;
      dump.report(
        'subject-inferred',
        `${words} in ${file}: the answer does not say whose they are. They were taken for those of the only ${kind} of the dump, \`${short(candidates[0]?.name ?? id ?? '')}\`.`,
        { ...place, resource: id },
      );
    }
    if (id === undefined) {
      dump.report(
        'subject-not-told',
        `${words} in ${file}: the answer does not say which ${kind} they belong to, so they were left out. Give the file the name of the ${kind}.`,
        place,
      );
      continue;
    }
    found.set(id, [...(found.get(id) ?? []), answer]);
  }
  return found;
}

/** Words of commands, which say nothing of the resource. */
const COMMAND =
  /(?:describe-)?(?:target-health|target-group-attributes|load-balancer-attributes|instance-health|mount-target-security-groups)/g;

/** The candidate whose id, or end of an ARN, or name stands in the name of a file; the longest name of several. */
function namedByFile(path: string, candidates: readonly Candidate[]): string | undefined {
  const file = (path.split('/').at(-1) ?? '').replace(COMMAND, '');
  const fitting = candidates
    .flatMap(({ id, name }) => {
      const words = [id.split('/').at(-1) ?? id, name].filter((word) => word !== undefined);
      const lengths = words.filter((word) => isWordOf(file, word)).map((word) => word.length);
      return lengths.length === 0 ? [] : [{ id, length: Math.max(...lengths) }];
    })
    .sort((a, b) => b.length - a.length);
  const [best, second] = fitting;
  return best !== undefined && best.length !== second?.length ? best.id : undefined;
}

function isWordOf(file: string, word: string): boolean {
  const at = ` ${file} `.split(word);
  return at.some(
    (before, index) =>
      index < at.length - 1 && /[^A-Za-z0-9]$/.test(before) && /^[^A-Za-z0-9]/.test(at[index + 1] ?? ''),
  );
}
