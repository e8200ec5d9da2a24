/** Where things stand in a trend chart: pure numbers, no DOM. One unit is one CSS pixel of a chart shown 360 px wide. */
import { scaleLinear } from 'd3-scale';
import { curveMonotoneX, line } from 'd3-shape';

export interface TrendBand {
  id: string;
  /** Inclusive. */
  min: number;
  /** Inclusive. */
  max: number;
  label: string;
}

export interface TrendSource {
  /** The whole range of the scale: the axis always shows all of it, so that a change never looks larger than it is. */
  min: number;
  max: number;
  bands: readonly TrendBand[];
  /** Oldest first; `on` is a date, `label` what stands under the axis. */
  points: readonly { on: string; value: number; label: string }[];
}

export interface TrendStrip {
  id: string;
  y: number;
  height: number;
  /** Every other strip is a shade deeper. */
  deep: boolean;
  /** What fits: two lines, one, or none in a strip too thin for words (the table has them all). */
  lines: readonly string[];
}

export interface TrendMark {
  x: number;
  y: number;
  value: number;
  /** Where the value stands, centred: on the side of the point that the line leaves free. */
  label: { x: number; y: number };
}

export interface TrendGeometry {
  width: number;
  height: number;
  plot: { left: number; right: number; top: number; bottom: number };
  strips: readonly TrendStrip[];
  marks: readonly TrendMark[];
  /** Undefined with fewer than two points: one point is no line. */
  path: string | undefined;
  ticks: readonly { x: number; text: string }[];
}

const WIDTH = 360;
const HEIGHT = 220;
const TOP = 8;
const BOTTOM = 192;
const LINE = 14;
/** Room between two dates under the axis. */
const TICK_GAP = 12;

/** Width of a text of 11.5 px, near enough to lay out by: Chinese characters are square, others about half. */
export const textWidth = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + (character > '\u2e7f' ? 11.5 : 6.2), 0);

/** `5–9`; one number where a band holds a single value. */
export const bandRange = ({ min, max }: Pick<TrendBand, 'min' | 'max'>): string =>
  min === max ? `${min}` : `${min}–${max}`;

function stripLines(band: TrendBand, height: number): string[] {
  if (height >= 2 * LINE + 2) return [band.label, bandRange(band)];
  return height >= LINE ? [`${band.label} ${bandRange(band)}`] : [];
}

/** Lay out a trend. Bands may come in any order; between two of them the border lies in the middle of the gap. */
export function trendGeometry({ min, max, bands, points }: TrendSource): TrendGeometry {
  // A value off the scale is shown where it is, never moved onto it; a scale of one value still needs a height.
  const values = points.map(point => point.value);
  const lowest = Math.min(min, ...values);
  const y = scaleLinear()
    .domain([lowest, Math.max(max, lowest + 1, ...values)])
    .range([BOTTOM, TOP]);
  const sorted = [...bands].sort((a, b) => a.min - b.min);
  const strips = sorted
    .map((band, index): TrendStrip => {
      const below = sorted[index - 1];
      const above = sorted[index + 1];
      const low = below ? (below.max + band.min) / 2 : min;
      const high = above ? (band.max + above.min) / 2 : max;
      const height = y(low) - y(high);
      return { id: band.id, y: y(high), height, deep: index % 2 === 1, lines: stripLines(band, height) };
    })
    .reverse();
  const widest = Math.max(0, ...strips.flatMap(strip => strip.lines.map(textWidth)));
  const left = strips.length > 0 ? Math.min(widest + 18, 150) : 32;
  const right = WIDTH - 14;
  const inner = { left: left + 18, right: right - 14 };

  const times = points.map(point => Date.parse(point.on));
  const first = times[0] ?? 0;
  const last = times[times.length - 1] ?? 0;
  const x = scaleLinear().domain([first, last]).range([inner.left, inner.right]);
  const middle = (inner.left + inner.right) / 2;
  const at = points.map((point, index) => ({
    x: first === last ? middle : x(times[index] as number),
    y: y(point.value),
    value: point.value,
  }));
  const marks = at.map((mark, index): TrendMark => {
    const above = (other: { y: number } | undefined) => other !== undefined && other.y < mark.y - 4;
    const fromAbove = above(at[index - 1]);
    const toAbove = above(at[index + 1]);
    const valley = fromAbove && (toAbove || at[index + 1] === undefined);
    const below = mark.y < TOP + 18 || (mark.y < BOTTOM - 22 && (valley || (toAbove && index === 0)));
    const aside = below || fromAbove === toAbove || valley || index === 0 ? 0 : fromAbove ? 9 : -9;
    return { ...mark, label: { x: mark.x + aside, y: below ? mark.y + 20 : mark.y - 10 } };
  });
  const draw = line<{ x: number; y: number }>(
    mark => mark.x,
    mark => mark.y,
  ).curve(curveMonotoneX);
  return {
    width: WIDTH,
    height: HEIGHT,
    plot: { left, right, top: TOP, bottom: BOTTOM },
    strips,
    marks,
    path: first === last ? undefined : (draw(at) ?? undefined),
    ticks: ticks(at, points, inner),
  };
}

/** The first and the last date, and those between that have room. */
function ticks(
  marks: readonly { x: number }[],
  points: TrendSource['points'],
  { left, right }: { left: number; right: number },
): TrendGeometry['ticks'] {
  const all = points.map(({ label: text }, index) => {
    const { x } = marks[index] as { x: number };
    const half = textWidth(text) / 2;
    // At the edges a date is moved in rather than cut off.
    return { x: Math.min(Math.max(x, left - 18 + half), right + 14 - half), text, half };
  });
  const last = all[all.length - 1];
  const shown: typeof all = [];
  for (const tick of all) {
    const before = shown[shown.length - 1];
    const free = !before || tick.x - tick.half > before.x + before.half + TICK_GAP;
    const clear = tick === last || !last || tick.x + tick.half + TICK_GAP < last.x - last.half;
    if (free && clear && tick.text !== before?.text) shown.push(tick);
  }
  return shown.map(({ x, text }) => ({ x, text }));
}
