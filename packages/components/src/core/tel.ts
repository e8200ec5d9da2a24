/** The address that calls a number as people write it. */
export const tel = (number: string): string => `tel:${number.replace(/[^+\d]/g, '')}`;
