/**
 * Asks for a menu as each hand does it: the second button, the menu key, a long press. Browsers that tell of a long press
 * by themselves open it while the finger is down; in the others it opens as soon as the finger is lifted.
 */
import type { Attachment } from 'svelte/attachments';

const LONG_MS = 500;
/** How long after a finger is lifted the browser may still make a click of it. */
const CLICK_MS = 350;
/** A finger that goes further than this, in px, moves something. */
const slack = 10;

export interface MenuAsked {
  /** In pixels of the window. */
  readonly x: number;
  readonly y: number;
  readonly target: Element;
  /** By the menu key: what has the keyboard is meant, wherever the pointer is. */
  readonly byKey: boolean;
}

export function contextMenu(open: (asked: MenuAsked) => void): Attachment<Element> {
  return (element) => {
    let press: {
      readonly id: number;
      readonly x: number;
      readonly y: number;
      readonly since: number;
    } | null = null;
    const listeners = {
      pointerdown: (event: PointerEvent) => {
        const isFirst = event.pointerType === 'touch' && event.isPrimary;
        press = isFirst
          ? { id: event.pointerId, x: event.clientX, y: event.clientY, since: event.timeStamp }
          : null;
      },
      pointermove: (event: PointerEvent) => {
        if (press !== null && Math.hypot(event.clientX - press.x, event.clientY - press.y) > slack)
          press = null;
      },
      pointercancel: () => (press = null),
      pointerup: (event: PointerEvent) => {
        const { clientX: x, clientY: y, target } = event;
        const isLong = press?.id === event.pointerId && event.timeStamp - press.since >= LONG_MS;
        press = null;
        if (!isLong || !(target instanceof Element)) return;
        // A click that is made of the press comes first: it would close what is open by then.
        const then = () => {
          clearTimeout(later);
          element.removeEventListener('click', swallow, true);
          open({ x, y, target, byKey: false });
        };
        const swallow = (click: Event) => {
          click.stopPropagation();
          setTimeout(then, 0);
        };
        const later = setTimeout(then, CLICK_MS);
        element.addEventListener('click', swallow, true);
      },
      contextmenu: (event: MouseEvent) => {
        if (!(event.target instanceof Element)) return;
        event.preventDefault();
        press = null;
        const isTouch = event instanceof PointerEvent && event.pointerType === 'touch';
        const byKey = event.button !== 2 && !event.ctrlKey && !isTouch;
        open({ x: event.clientX, y: event.clientY, target: event.target, byKey });
      },
    };
    const each = Object.entries(listeners) as [string, EventListener][];
    for (const [name, listener] of each) element.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of each) element.removeEventListener(name, listener);
    };
  };
}
