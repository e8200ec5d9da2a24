/** Exact fractions: the second opinion does without floating point until its last step. */

export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

const common = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : common(b, a % b));

const fraction = (over: bigint, under = 1n): Fraction => {
  const divisor = common(over, under) * (under < 0n ? -1n : 1n);
  return { over: over / divisor, under: under / divisor };
};

/** The number as its decimal digits say it: 1.25 is 5/4. */
export const exactly = (value: number): Fraction => {
  const [, sign = '', whole = '', decimals = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(
    String(value),
  )!;
  const scale = BigInt(Number(exponent) - decimals.length);
  const digits = BigInt(`${sign}${whole}${decimals}`);
  return scale < 0n ? fraction(digits, 10n ** -scale) : fraction(digits * 10n ** scale);
};

export const plus = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.over * b.under + b.over * a.under, a.under * b.under);
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.over * b.over, a.under * b.under);
export const dividedBy = (a: Fraction, b: Fraction): Fraction => fraction(a.over * b.under, a.under * b.over);
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { over: -b.over, under: b.under });
export const sumOf = (values: readonly Fraction[]): Fraction => values.reduce(plus, fraction(0n));

/** Below zero, zero, or above: how `a` stands to `b`. */
export const compare = (a: Fraction, b: Fraction): number => {
  const { over } = minus(a, b);
  return over < 0n ? -1 : over > 0n ? 1 : 0;
};

/** The whole number at or below. */
export const floor = ({ over, under }: Fraction): Fraction => {
  const whole = over / under;
  return fraction(over < 0n && whole * under !== over ? whole - 1n : whole);
};
export const halfUp = (value: Fraction): Fraction => floor(plus(value, fraction(1n, 2n)));

/** The nearest number of the machine. */
export const toNumber = ({ over, under }: Fraction): number => Number(over) / Number(under);
