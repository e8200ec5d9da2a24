import { expect } from '@open-wc/testing';
import type { Instrument, Item, Option } from '@xinqiao/contract/types';
import { asq } from '@xinqiao/instruments/library/asq';
import { everyTypeFixture, likertFixture } from '../questionnaire.fixture.ts';
import { drawOrder, orderItems, orderOptions } from './order.ts';

const ids = (items: readonly Item[]) => items.map(({ id }) => id).join(' ');
const seeds = Array.from({ length: 40 }, (_, seed) => seed * 7919);

describe('the order that a seed draws', () => {
  it('is the same for the same seed, another for others, and holds every item once', () => {
    const form = likertFixture(12);
    const orders = seeds.map(seed => ids(orderItems(form, seed, ['items'])));
    expect(orders).to.deep.equal(seeds.map(seed => ids(orderItems(form, seed, ['items']))));
    expect(new Set(orders).size).to.be.greaterThan(35);
    for (const order of orders) expect(order.split(' ').sort()).to.deep.equal(form.items.map(({ id }) => id).sort());
  });

  it('brings each item to each place about equally often', () => {
    const form = likertFixture(5);
    const counts = new Map<string, number>();
    const draws = 2000;
    for (let seed = 1; seed <= draws; seed++) {
      orderItems(form, seed, ['items']).forEach(({ id }, place) =>
        counts.set(`${id}@${place}`, (counts.get(`${id}@${place}`) ?? 0) + 1),
      );
    }
    // 400 expected, standard deviation 18: five of them on either side.
    for (const count of counts.values()) expect(count).to.be.within(310, 490);
    expect(counts.size).to.equal(25);
  });

  it('moves no question that decides or depends on another, and no text', () => {
    for (const seed of seeds) {
      expect(orderItems(asq, seed, ['items'])[4]!.id).to.equal('5');
      const form = everyTypeFixture();
      const order = orderItems(form, seed, ['items']);
      for (const id of ['rest', 'rest-text', 'campus', 'joy', 'life']) {
        expect(order.findIndex(item => item.id === id)).to.equal(form.items.findIndex(item => item.id === id));
      }
    }
  });

  it('moves groups as a whole, and none whose conditions reach into another', () => {
    const group = (id: string): Item[] => [
      { type: 'group', id, text: { 'zh-CN': id } },
      { type: 'choice', id: `${id}1`, group: id, options: [{ value: 1, label: { 'zh-CN': '是' } }] },
      { type: 'choice', id: `${id}2`, group: id, options: [{ value: 1, label: { 'zh-CN': '是' } }] },
    ];
    const form: Instrument = { ...likertFixture(1), items: ['a', 'b', 'c', 'd'].flatMap(group) };
    const orders = new Set(seeds.map(seed => ids(orderItems(form, seed, ['pages']))));
    expect(orders.size).to.be.greaterThan(10);
    for (const order of orders) expect(order).to.match(/^((a a1 a2|b b1 b2|c c1 c2|d d1 d2) ?){4}$/);
    const tied = form.items.map(item =>
      item.id === 'c1' ? { ...item, enableWhen: [{ item: 'a1', op: '=', value: 1 }] } : item,
    );
    for (const seed of seeds) {
      expect(ids(orderItems({ ...form, items: tied as Item[] }, seed, ['pages']))).to.match(
        /^a a1 a2 (\S+ ){3}c c1 c2 /,
      );
    }
  });

  it('turns a rating scale round as a whole, alike in the whole form, and leaves “none of these” at the end', () => {
    const rating = likertFixture(1).responseSets![0]!.options;
    const directions = new Set<string>();
    for (const seed of seeds) {
      const [first, second] = ['q1', 'q2'].map(id =>
        orderOptions(rating, id, seed)
          .map(({ value }) => value)
          .join(''),
      );
      expect(first).to.equal(second);
      directions.add(first!);
    }
    expect([...directions].sort()).to.deep.equal(['01234', '43210']);
    const several: Option[] = ['a', 'b', 'c'].map(value => ({ value, label: { en: value } }));
    several.push({ value: 'none', exclusive: true, label: { en: 'none' } });
    const orders = new Set(
      seeds.map(seed =>
        orderOptions(several, 'x', seed)
          .map(({ value }) => value)
          .join(),
      ),
    );
    expect(orders.size).to.equal(6);
    for (const order of orders) expect(order).to.match(/,none$/);
  });

  it('draws a seed of its own, and knows what was shuffled', () => {
    const form = likertFixture(9);
    const order = drawOrder(form, 'options items nonsense');
    expect(order.shuffle).to.deep.equal(['items', 'options']);
    expect(order.seed).to.be.within(0, 2 ** 32 - 1);
    expect(ids(drawOrder(form, 'options items', order.seed).items)).to.equal(ids(order.items));
  });
});
