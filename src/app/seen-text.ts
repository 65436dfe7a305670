/**
 * The page's edge for text: whatever a view shows, characters that do not show or that turn the reading direction stand
 * there as `‹U+202E›`, so that a name cannot pass for another or reorder what stands around it. The document keeps them.
 * A name in letters that are read from right to left is set apart in a sentence, which then keeps its order.
 *
 * One place for all views, as `printable` is for the command line: a view that forgot it would be one too many.
 */
import { readable } from '../../engine/addresses.ts';

/** Attributes whose text people see or hear. */
const ATTRIBUTES = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt'];

/** From now on, before anything is painted. What stands in fields is the user's to edit, and stays as it is. */
export function keepTextSeen(root: Document): void {
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'childList') addedNodes.forEach(showAll);
      else show(target);
    }
  });
  observer.observe(root, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
}

function showAll(node: Node): void {
  show(node);
  node.childNodes.forEach(showAll);
}

function show(node: Node): void {
  if (node instanceof Text) {
    const text = readable(node.data);
    if (text !== node.data) node.data = text;
  } else if (node instanceof Element) {
    for (const name of ATTRIBUTES) {
      const given = node.getAttribute(name);
      if (given === null) continue;
      const text = readable(given);
      if (text !== given) node.setAttribute(name, text);
    }
  }
}
