/** The address of a scale's story: Storybook parts digits from letters, and an export can't begin with a digit. */
export const storyOf = (id: string): string => {
  const name = id === '16pf' ? 'pf16' : id;
  return `instruments-scales--${name.replaceAll('_', '-').replace(/([a-z])(\d)/, '$1-$2')}`;
};
