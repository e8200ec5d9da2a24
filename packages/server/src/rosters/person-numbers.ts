/** 学号 and 工号, as they are written and as the contract takes them. */

/** An id of the contract. */
export const ID = /^[A-Za-z0-9._-]{1,64}$/;

/** Full-width letters, digits and signs as an input method writes them, in the width of ids. */
export const halfWidth = (text: string): string =>
  text.replace(/[！-～]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

export const NOT_A_NUMBER =
  'Letters, digits and . _ -, at most 64, or nobody can sign in with it: no invisible sign, and not 2.02E+11 as a spreadsheet shortens it.';
