/** The age of consent, in calendar days of the school: no clock and no time zone of a device has a part in it. */

/** Under this age a guardian's consent is needed: 个人信息保护法 31, 未成年人保护法 72. Years. */
export const AGE_OF_CONSENT = 14;

/**
 * The first day on which the person decides alone: the 14th birthday. Who was born on 29 February turns 14 in a year
 * without that day (14 is no multiple of 4) and decides from 1 March: by 民法典 202 the period ends with the last day of
 * February, and on the day of doubt the child keeps the protection.
 *
 * @param birthDate `YYYY-MM-DD`
 * @returns `YYYY-MM-DD`
 */
export function decidesFrom(birthDate: string): string {
  const year = String(Number(birthDate.slice(0, 4)) + AGE_OF_CONSENT).padStart(4, '0');
  const day = birthDate.slice(5);
  return day === '02-29' ? `${year}-03-01` : `${year}-${day}`;
}

/** @param today the calendar day at the school, `YYYY-MM-DD` */
export const needsGuardian = (birthDate: string, today: string): boolean => today < decidesFrom(birthDate);
