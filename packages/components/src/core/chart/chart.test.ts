import { expect } from '@open-wc/testing';
import { render } from 'lit';
import { barSegments, renderRing } from './index.ts';
import { bandRange, textWidth, trendGeometry, type TrendSource } from './trend-geometry.ts';

const bands = [
  { id: 'low', min: 0, max: 4, label: '低' },
  { id: 'middle', min: 5, max: 9, label: '中' },
  { id: 'high', min: 10, max: 27, label: '高' },
];
const source = (values: number[], given: Partial<TrendSource> = {}): TrendSource => ({
  min: 0,
  max: 27,
  bands,
  points: values.map((value, index) => ({ on: `2026-0${index + 1}-01`, value, label: `2026年${index + 1}月` })),
  ...given,
});

describe('geometry of a trend', () => {
  it('covers the whole scale with strips that touch, borders in the middle between two bands', () => {
    const { strips, plot } = trendGeometry(source([3, 12]));
    const ordered = [...strips].sort((a, b) => a.y - b.y);
    expect(ordered.map(({ id }) => id)).to.deep.equal(['high', 'middle', 'low']);
    expect(ordered[0]!.y).to.equal(plot.top);
    ordered.reduce((edge, strip) => {
      expect(strip.y).to.be.closeTo(edge, 1e-9);
      return strip.y + strip.height;
    }, plot.top);
    const unit = (plot.bottom - plot.top) / 27;
    expect(ordered[2]!.height).to.be.closeTo(4.5 * unit, 1e-9);
  });

  it('places every point inside the strip of its band, bands given in any order', () => {
    const { strips, marks } = trendGeometry(source([4, 5, 9, 10], { bands: [...bands].reverse() }));
    const band = (y: number) => strips.find(strip => y >= strip.y && y <= strip.y + strip.height)?.id;
    expect(marks.map(({ y }) => band(y))).to.deep.equal(['low', 'middle', 'middle', 'high']);
  });

  it('draws no line through one point, and puts it in the middle', () => {
    const { path, marks, plot } = trendGeometry(source([3]));
    expect(path).to.equal(undefined);
    expect(marks[0]!.x).to.be.closeTo((plot.left + plot.right) / 2, 6);
  });

  it('draws nothing but strips without points', () => {
    const { path, marks, ticks } = trendGeometry(source([]));
    expect({ path, marks, ticks }).to.deep.equal({ path: undefined, marks: [], ticks: [] });
  });

  it('survives two records of one day and a scale of one value', () => {
    const twice = [
      { on: '2026-01-01', value: 0, label: 'a' },
      { on: '2026-01-01', value: 0, label: 'a' },
    ];
    const { marks, strips } = trendGeometry({ min: 0, max: 0, bands: [], points: twice });
    expect(strips).to.deep.equal([]);
    expect(marks.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).to.equal(true);
  });

  it('shows a value off the scale where it is instead of moving it onto the scale', () => {
    const { marks, plot } = trendGeometry(source([30, 27]));
    expect(marks[0]!.y).to.equal(plot.top);
    expect(marks[1]!.y).to.be.greaterThan(plot.top);
  });

  it('keeps dates and values inside the chart, dates apart from each other', () => {
    const { ticks, marks, width, height } = trendGeometry(source([1, 27, 2, 26, 3, 25, 4, 0, 27]));
    expect(ticks[0]!.text).to.equal('2026年1月');
    expect(ticks[ticks.length - 1]!.text).to.equal('2026年9月');
    for (const { x, text } of ticks) {
      expect(x - textWidth(text) / 2).to.be.at.least(0);
      expect(x + textWidth(text) / 2).to.be.at.most(width);
    }
    for (let index = 1; index < ticks.length; index++) {
      expect(ticks[index]!.x - ticks[index - 1]!.x).to.be.greaterThan(textWidth('2026年1月'));
    }
    for (const { label } of marks) expect(label.y).to.be.within(10, height - 24);
  });

  it('leaves the words out of a strip that is too thin for them', () => {
    const thin = [
      { id: 'a', min: 0, max: 0, label: '无' },
      { id: 'b', min: 1, max: 100, label: '有' },
    ];
    const { strips } = trendGeometry(source([3], { max: 100, bands: thin }));
    expect(strips.map(({ id, lines }) => [id, lines])).to.deep.equal([
      ['b', ['有', '1–100']],
      ['a', []],
    ]);
    expect(bandRange(thin[0]!)).to.equal('0');
  });
});

describe('a stacked bar', () => {
  it('is whole, and leaves out parts of nobody', () => {
    const segments = barSegments([
      { fill: 'solid', count: 3 },
      { fill: 'soft', count: 0 },
      { fill: 'open', count: 1 },
    ]);
    expect(segments).to.deep.equal([
      { fill: 'solid', from: 0, size: 75 },
      { fill: 'open', from: 75, size: 25 },
    ]);
  });

  it('of nobody is empty', () => {
    expect(barSegments([{ fill: 'solid', count: 0 }])).to.deep.equal([]);
  });
});

it('a ring is never more than full and shows nothing for nothing', () => {
  const ring = (share: number) => {
    const box = document.createElement('div');
    render(renderRing(share, '1', ''), box);
    return box.querySelector('.filled')!;
  };
  expect(ring(1.4).getAttribute('stroke-dasharray')).to.equal('100 100');
  expect(ring(0.5).getAttribute('stroke-dasharray')).to.equal('50 100');
  expect(ring(0).classList.contains('none')).to.equal(true);
});
