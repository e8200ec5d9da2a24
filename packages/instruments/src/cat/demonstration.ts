/** A bank to try the engine with. Its parameters are drawn by chance and measure nothing. */
import { parseBank, type BankItem, type ItemBank } from './bank.ts';
import { generator, normal } from './random.ts';

/** So that the last bits, in which engines' logarithms differ, don't show. */
const rounded = (value: number) => Math.round(value * 100) / 100;

/**
 * Sixty items in three areas, every third of them 2PL and the others graded with four categories, on the logistic
 * metric: ln a is normal around ln 1.6 (sd 0.25), difficulties are normal (sd 1.2), thresholds 0.5 to 1.1 apart.
 *
 * Demonstration, simulated, not for use with people.
 */
export function demonstrationBank(): ItemBank {
  const random = generator('demonstration bank 1.0.0');
  const items = Array.from({ length: 60 }, (_, index): BankItem => {
    const id = `demo-${String(index + 1).padStart(2, '0')}`;
    const area = ['A', 'B', 'C'][Math.floor(index / 3) % 3]!;
    const a = rounded(1.6 * Math.exp(0.25 * normal(random)));
    const b = rounded(1.2 * normal(random));
    if (index % 3 === 0) return { id, model: '2pl', area, a, b };
    const [below, above] = [0.5 + 0.6 * random(), 0.5 + 0.6 * random()];
    return { id, model: 'graded', area, a, thresholds: [rounded(b - below), b, rounded(b + above)] };
  });
  return parseBank({
    id: 'demonstration',
    version: '1.0.0',
    source: 'demonstration, simulated, not for use with people',
    D: 1,
    items,
  });
}
