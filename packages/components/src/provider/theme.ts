/** Advice for whoever writes the page. */
export type ProviderTheme = 'light' | 'dark' | 'high-contrast' | 'auto';

const THEMES: readonly ProviderTheme[] = ['light', 'dark', 'high-contrast', 'auto'];
const told = new Set<string>();

/** Says once, on the console, that a theme is none. */
export function checkTheme(theme: ProviderTheme): void {
  if (THEMES.includes(theme) || told.has(theme)) return;
  told.add(theme);
  console.warn(`<xq-provider theme="${theme}"> is not known: use ${THEMES.join(', ')}.`);
}
