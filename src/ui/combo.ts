/** What a combobox offers, and how what is typed narrows it. */
export interface ComboOption {
  readonly value: string;
  readonly label: string;
  /** Shown dim at the right. */
  readonly detail?: string;
  /** Also searched, never shown. */
  readonly words?: string;
}

/** No list is longer: who has more types another letter. */
const most = 60;

/** The options in which every word of `text` occurs, in their order; those that begin with it first. */
export function narrow(options: readonly ComboOption[], text: string): readonly ComboOption[] {
  const typed = text.trim().toLowerCase();
  const words = typed.split(/\s+/);
  const found = options.filter((option) => words.every((word) => searchText(option).includes(word)));
  const begins = (option: ComboOption) => typed !== '' && option.label.toLowerCase().startsWith(typed);
  return [...found.filter(begins), ...found.filter((option) => !begins(option))].slice(0, most);
}

function searchText({ value, label, detail = '', words = '' }: ComboOption): string {
  return `${value} ${label} ${detail} ${words}`.toLowerCase();
}
