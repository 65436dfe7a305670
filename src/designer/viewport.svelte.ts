/** Which part of the drawing is in sight, and how large: moved by wheel, pinch, drag, keys and buttons. */
import { select, zoom, zoomIdentity } from 'd3';
import type { D3ZoomEvent, ZoomBehavior, ZoomTransform } from 'd3';
import type { Attachment } from 'svelte/attachments';
import type { Box, Point } from '../layout/canvas/types.ts';

const smallest = 0.02;
const largest = 4;
/** Pixels at the bottom that lie under the tools. */
const tools = 56;

/** The wheel rests when it has not turned for so long. */
const REST_MS = 160;

export class Viewport {
  #x = $state(0);
  #y = $state(0);
  #scale = $state(1);
  #width = $state(0);
  #height = $state(0);
  #zooming = $state(false);
  /** Pixels at the top that lie under what stands over the drawing. */
  covered = $state(0);
  #rest: ReturnType<typeof setTimeout> | undefined;
  #element: SVGSVGElement | null = null;
  /** Someone has chosen what is in sight: it stays so. */
  #chosen = false;
  readonly #behaviour: ZoomBehavior<SVGSVGElement, unknown>;

  /** @param mayPan - whether a drag that begins here moves the drawing */
  constructor(mayPan: (event: MouseEvent | TouchEvent) => boolean) {
    this.#behaviour = zoom<SVGSVGElement, unknown>()
      .scaleExtent([smallest, largest])
      .filter((event: MouseEvent | TouchEvent) => event.type === 'wheel' || mayPan(event))
      .on('zoom', ({ transform, sourceEvent }: D3ZoomEvent<SVGSVGElement, unknown>) => {
        if (sourceEvent !== null) {
          this.#chosen = true;
          if (transform.k !== this.#scale) this.#noteZooming();
        }
        this.#x = transform.x;
        this.#y = transform.y;
        this.#scale = transform.k;
      });
  }

  get scale(): number {
    return this.#scale;
  }

  get transform(): string {
    return `translate(${this.#x} ${this.#y}) scale(${this.#scale})`;
  }

  get x(): number {
    return this.#x;
  }

  get y(): number {
    return this.#y;
  }

  get width(): number {
    return this.#width;
  }

  get height(): number {
    return this.#height;
  }

  /** A wheel or a pinch is changing the scale right now. */
  get zooming(): boolean {
    return this.#zooming;
  }

  /** The part of the drawing that is in sight. */
  readonly window: Box = $derived({
    x: -this.#x / this.#scale,
    y: -this.#y / this.#scale,
    width: this.#width / this.#scale,
    height: this.#height / this.#scale,
  });

  /** The element that shows the drawing. */
  readonly attach: Attachment<SVGSVGElement> = (element) => {
    this.#element = element;
    const measure = () => {
      this.#width = element.clientWidth;
      this.#height = element.clientHeight;
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    const selection = select(element).call(this.#behaviour).on('dblclick.zoom', null);
    return () => {
      observer.disconnect();
      selection.on('.zoom', null);
      clearTimeout(this.#rest);
      this.#element = null;
    };
  };

  /** The point of the drawing under a point of the window. */
  at(event: { readonly clientX: number; readonly clientY: number }): Point {
    const box = this.#element?.getBoundingClientRect();
    return {
      x: (event.clientX - (box?.left ?? 0) - this.#x) / this.#scale,
      y: (event.clientY - (box?.top ?? 0) - this.#y) / this.#scale,
    };
  }

  /** Where a point of the drawing is in the window. */
  toPage({ x, y }: Point): Point {
    const box = this.#element?.getBoundingClientRect();
    return {
      x: (box?.left ?? 0) + this.#x + x * this.#scale,
      y: (box?.top ?? 0) + this.#y + y * this.#scale,
    };
  }

  zoomBy(factor: number): void {
    this.#chosen = true;
    if (this.#element !== null) this.#behaviour.scaleBy(select(this.#element), factor);
  }

  /** All of a box in sight, as large as it may be; at most in its own size. */
  fit(box: Box, most = 1): void {
    if (this.#width === 0 || box.width === 0) return;
    this.#chosen = false;
    const scale = Math.min(most, this.#width / box.width, this.#room / box.height);
    this.#go(box, Math.max(scale, smallest));
  }

  /** A box in the middle, if it is not in sight already. */
  show(box: Box): void {
    if (this.#holds(box)) return;
    this.#chosen = true;
    this.#go(box, Math.max(this.#scale, 0.5));
  }

  /** All of a drawing that has changed, unless someone has chosen what is in sight. */
  follow(all: Box): void {
    if (!this.#chosen && !this.#holds(all)) this.fit(all);
  }

  /** The height in which nothing stands over the drawing. */
  get #room(): number {
    return Math.max(this.#height - this.covered - tools, 0);
  }

  /** Whether all of a box is in sight, between what stands over the drawing and the tools. */
  #holds(box: Box): boolean {
    const { x, y, width } = this.window;
    const top = y + this.covered / this.#scale;
    const bottom = top + this.#room / this.#scale;
    return box.x >= x && box.y >= top && box.x + box.width <= x + width && box.y + box.height <= bottom;
  }

  /** Moves the drawing no more than it takes to have a box in sight; one that is too large shows its beginning. */
  reveal(box: Box): void {
    const { x, y, width, height } = this.window;
    const margin = 24 / this.#scale;
    const right = Math.max(box.x + box.width + margin - (x + width), 0);
    const below = Math.max(box.y + box.height + margin - (y + height), 0);
    const dx = Math.min(right, box.x - margin - x);
    const dy = Math.min(below, box.y - margin - y);
    if (dx !== 0 || dy !== 0) this.panBy(-dx * this.#scale, -dy * this.#scale);
  }

  panBy(dx: number, dy: number): void {
    if (this.#element !== null)
      this.#behaviour.translateBy(select(this.#element), dx / this.#scale, dy / this.#scale);
  }

  #noteZooming(): void {
    this.#zooming = true;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => (this.#zooming = false), REST_MS);
  }

  #go(box: Box, scale: number): void {
    if (this.#element === null) return;
    this.#behaviour.transform(select(this.#element), this.#to(box, scale));
  }

  #to(box: Box, scale: number): ZoomTransform {
    const middle = this.covered + this.#room / 2;
    return zoomIdentity
      .translate(this.#width / 2 - (box.x + box.width / 2) * scale, middle - (box.y + box.height / 2) * scale)
      .scale(scale);
  }
}
