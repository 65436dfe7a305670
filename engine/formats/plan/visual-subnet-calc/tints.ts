/** Colours of other programs as tints of ours. */
import { TINT_COUNT } from '../../../plan/index.ts';

/** Hues of the tints, in degrees of OKLCH, as the style sheet of the app has them (`--tint-1` …). */
export const TINT_HUES: readonly number[] = [255, 205, 230, 275, 295, 320, 180, 145, 110, 80, 350, 20];

/** Less colourful than this is grey, which no tint is. */
const LEAST_CHROMA = 0.02;

/**
 * Gives each colour the nearest tint by hue; of colours that are near the same one, the later gets the next nearest, so
 * that different colours stay different while there are tints.
 */
export class Tints {
  #known = new Map<string, number | undefined>();

  /** @returns `undefined` for greys, white among them, and for text that is no colour */
  of(colour: string): number | undefined {
    const key = colour.trim().toLowerCase();
    if (this.#known.has(key)) return this.#known.get(key);
    const tint = this.#choose(hueOf(key));
    this.#known.set(key, tint);
    return tint;
  }

  #choose(hue: number | undefined): number | undefined {
    if (hue === undefined) return undefined;
    const taken = new Set(this.#known.values());
    const distance = (tint: number) => {
      const apart = Math.abs((TINT_HUES[tint - 1] ?? 0) - hue);
      return Math.min(apart, 360 - apart);
    };
    const byDistance = [...TINTS].sort((a, b) => distance(a) - distance(b));
    return byDistance.find((tint) => !taken.has(tint)) ?? byDistance[0];
  }
}

const TINTS = Array.from({ length: TINT_COUNT }, (_, index) => index + 1);

/** The hue of `#rgb`, `#rrggbb`, `#rrggbbaa` or `rgb(…)`; `undefined` for greys and for other text. */
function hueOf(colour: string): number | undefined {
  const rgb = channelsOf(colour);
  if (rgb === undefined) return undefined;
  const [r, g, b] = rgb.map(linear) as [number, number, number];
  // Björn Ottosson, "A perceptual color space for image processing" (2020).
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  if (Math.hypot(a, bb) < LEAST_CHROMA) return undefined;
  return ((Math.atan2(bb, a) * 180) / Math.PI + 360) % 360;
}

function channelsOf(colour: string): readonly number[] | undefined {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(colour)?.[1];
  if (hex !== undefined) {
    const digits = hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? []);
    return digits.slice(0, 3).map((pair) => parseInt(pair, 16));
  }
  const parts = /^rgba?\((\d{1,3}),\s*(\d{1,3}),\s*(\d{1,3})/.exec(colour);
  return parts?.slice(1, 4).map(Number);
}

function linear(channel: number): number {
  const value = Math.min(255, channel) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
