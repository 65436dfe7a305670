/** The current trace as it stands in a picture: the lines there and back, the checkpoints, and the question with its verdict. */
import { aside, roundedPath } from '../../layout/canvas/path.ts';
import type { Traffic, TrafficDiamond } from '../../layout/canvas/traffic.ts';

/** What the classes below look like. */
export const trafficStyle = [
  '.traffic{fill:none;stroke-linecap:round;stroke-width:2}.forward{stroke:var(--verdict-reachable)}.beyond{stroke:var(--verdict-none);stroke-dasharray:.1 5}',
  '.return{stroke:var(--verdict-return);stroke-width:1.5}.halt{stroke:var(--verdict-blocked);stroke-width:3}',
  '.point{fill:var(--bg-1);stroke:var(--verdict-reachable);stroke-width:1.5;stroke-linejoin:round}.point.none{stroke:var(--verdict-none)}',
  '.point.decides.blocked{fill:var(--verdict-blocked);stroke:var(--verdict-blocked)}.point.decides.check{fill:var(--verdict-check-fill);stroke:var(--verdict-check-fill)}',
  '.mark{fill:none;stroke:var(--bg-1);stroke-width:2;stroke-linecap:round}.check+.mark{stroke:var(--on-check)}',
].join('');

export function trafficSvg({ lines, diamonds, stop }: Traffic): readonly string[] {
  return [
    ...lines.flatMap(({ leg, points, beyond }) => [
      ...(beyond.length > 1 ? [path('beyond', roundedPath(beyond))] : []),
      ...(leg === 'forward'
        ? [path('forward', roundedPath(points))]
        : [2, -2].map((by) => path('return', roundedPath(aside(points, by))))),
    ]),
    ...diamonds.flatMap(diamondSvg),
    ...(stop?.tone === 'blocked' ? [path('halt', roundedPath(stop.bar))] : []),
  ];
}

function path(kind: string, d: string): string {
  return `<path class="traffic ${kind}" d="${d}"/>`;
}

function diamondSvg({ x, y, tone, decides }: TrafficDiamond): readonly string[] {
  const r = decides ? 15 : 7;
  const arm = r * 0.3;
  const outline = `<path class="point ${tone}${decides ? ' decides' : ''}" d="M${x} ${y - r}l${r} ${r}-${r} ${r}-${r}-${r}z"/>`;
  if (!decides) return [outline];
  const mark =
    tone === 'check'
      ? `M${x} ${y - 5}v5.5m0 3.8v.1`
      : `M${x - arm} ${y - arm}l${2 * arm} ${2 * arm}m0 ${-2 * arm}l${-2 * arm} ${2 * arm}`;
  return [outline, `<path class="mark" d="${mark}"/>`];
}
