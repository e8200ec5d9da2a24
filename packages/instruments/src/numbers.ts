/** Arithmetic that judgements share: rounding as people do it, and the normal distribution. */

/**
 * Rounds half away from zero, so that z and −z mirror each other. Binary fractions are tidied to billionths first: 1.005
 * is on the edge that it looks to be on.
 */
export function rounded(value: number, decimals: number): number {
  const places = 10 ** decimals;
  const scaled = Math.round(Math.abs(value) * places * 1e9) / 1e9;
  return (Math.sign(value) * Math.floor(scaled + 0.5)) / places + 0;
}

/** Arithmetic mean; NaN of nothing. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Standard deviation of a sample (n − 1); NaN of fewer than two. */
export function standardDeviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

/** Pearson's correlation, or `undefined` where one side doesn't vary. */
export function correlation(xs: readonly number[], ys: readonly number[]): number | undefined {
  const [middleX, middleY] = [mean(xs), mean(ys)];
  let [sxy, sxx, syy] = [0, 0, 0];
  xs.forEach((x, at) => {
    const [dx, dy] = [x - middleX, ys[at]! - middleY];
    sxy += dx * dy;
    sxx += dx * dx;
    syy += dy * dy;
  });
  // What remains of equal numbers after rounding is no variance.
  if (sxx < 1e-12 || syy < 1e-12) return undefined;
  return Math.max(-1, Math.min(1, sxy / Math.sqrt(sxx * syy)));
}

/**
 * The share of a standard normal distribution below z, 0 to 1.
 *
 * Series of Marsaglia (2004), Evaluating the Normal Distribution, Journal of Statistical Software 11(4).
 */
export function normalBelow(z: number): number {
  if (z < -8) return 0;
  if (z > 8) return 1;
  let [sum, before, term] = [z, 0, z];
  for (let odd = 3; sum !== before; odd += 2) {
    before = sum;
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + sum * Math.exp(-0.5 * z * z - 0.9189385332046727);
}

/** ln Γ(x) for x ≥ ½. Lanczos (1964), with the coefficients for g = 7 and nine terms. */
function logGamma(x: number): number {
  const coefficients = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  const base = x - 1;
  const sum = coefficients.reduce((total, c, at) => total + c / (base + at + 1), 0.9999999999998099);
  const t = base + 7.5;
  return 0.9189385332046727 + (base + 0.5) * Math.log(t) - t + Math.log(sum);
}

/**
 * The share of a χ² distribution above x, 0 to 1.
 *
 * Regularized incomplete gamma function: series below a + 1, continued fraction (Lentz) above; Abramowitz & Stegun
 * (1964), 6.5.29 and 6.5.31.
 */
export function chiSquareAbove(x: number, degreesOfFreedom: number): number {
  const [a, half] = [degreesOfFreedom / 2, x / 2];
  if (half <= 0) return 1;
  const front = Math.exp(a * Math.log(half) - half - logGamma(a));
  if (half < a + 1) {
    let [sum, term] = [1 / a, 1 / a];
    for (let n = 1; n < 1000 && term > sum * 1e-16; n++) sum += term *= half / (a + n);
    return Math.max(0, 1 - sum * front);
  }
  let b = half + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 1000; n++) {
    const step = -n * (n - a);
    b += 2;
    d = 1 / (step * d + b || 1e-300);
    c = b + step / c || 1e-300;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return fraction * front;
}

/** The χ² value that a share `alpha` (0 to 1) lies above. */
export function chiSquareCritical(alpha: number, degreesOfFreedom: number): number {
  let [low, high] = [0, degreesOfFreedom + 10];
  while (chiSquareAbove(high, degreesOfFreedom) > alpha) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-10; step++) {
    const middle = (low + high) / 2;
    if (chiSquareAbove(middle, degreesOfFreedom) > alpha) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
