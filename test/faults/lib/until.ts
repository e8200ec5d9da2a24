/** Milliseconds in which something comes about that has to, on a machine with a lot to do. */
export const PATIENCE = Number(process.env['XINQIAO_PATIENCE'] ?? 60_000);

/**
 * Looks again and again until it is so, and gives what was seen.
 *
 * @throws when it never comes to pass.
 */
export async function until<T>(look: () => T | Promise<T>, isSo: (seen: T) => boolean = Boolean): Promise<T> {
  for (const end = performance.now() + PATIENCE; ;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (performance.now() > end) throw new Error(`It never came to pass: ${look}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
