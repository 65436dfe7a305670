/** Gives the keyboard back to what had it before; objects of a drawing are no HTML elements. */
export function giveBack(before: Element | null, options?: FocusOptions): void {
  if (before instanceof HTMLElement || before instanceof SVGElement) before.focus(options);
}
