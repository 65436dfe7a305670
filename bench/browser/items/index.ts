import type { BrowserItem } from '../item.ts';
import { firstViewItem } from './first-view.ts';
import { planItem } from './plan.ts';
import { sizeItem } from './size.ts';

export const items: readonly BrowserItem[] = [sizeItem, firstViewItem, planItem];
