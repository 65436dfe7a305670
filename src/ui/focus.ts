/** Gives the keyboard back to what had it, if that is still on the page: a field, a button, or an object of a drawing. */
export function giveBack(before: Element | null): void {
  if (before instanceof HTMLElement || before instanceof SVGElement) before.focus({ preventScroll: true });
}
