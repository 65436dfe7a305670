import type { BrowserItem } from '../item.ts';
import { canvasItem } from './canvas.ts';
import { editItem } from './edit.ts';
import { firstViewItem } from './first-view.ts';
import { corpusItem, openItem } from './open.ts';
import { planItem } from './plan.ts';
import { sizeItem } from './size.ts';

export const items: readonly BrowserItem[] = [
  sizeItem,
  firstViewItem,
  planItem,
  corpusItem,
  editItem,
  openItem,
  canvasItem,
];
