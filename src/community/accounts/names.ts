import { InvalidInputError } from '#lib';
import { isMailAddress } from '#lib/mail';
import { LONGEST_ABOUT, LONGEST_NAME, LONGEST_PASSWORD, LONGEST_WHY, SHORTEST_PASSWORD } from './limits.js';

/** A name as others see it: one line, and no marks that could turn what stands beside it. @throws InvalidInputError */
export function checkedName(text: string): string {
  const name = oneLine(text);
  if (!/[\p{L}\p{N}]/u.test(name)) throw new InvalidInputError('A name needs at least one letter. Others see it beside what you do here; it need not be your own.');
  if (name.length > LONGEST_NAME) throw new InvalidInputError(`A name has at most ${LONGEST_NAME} characters; this one has ${name.length}.`);
  return name;
}

/** @throws InvalidInputError */
export function checkedAbout(text: string): string {
  const about = oneLine(text);
  if (about.length > LONGEST_ABOUT) throw new InvalidInputError(`What you say of yourself has at most ${LONGEST_ABOUT} characters; this has ${about.length}.`);
  return about;
}

/** Why somebody did something to somebody else; others read it. @throws InvalidInputError */
export function checkedWhy(text: string): string {
  const why = oneLine(text);
  if (why === '') throw new InvalidInputError('Say why: it goes into the log, and the reader is told.');
  if (why.length > LONGEST_WHY) throw new InvalidInputError(`A reason has at most ${LONGEST_WHY} characters; this one has ${why.length}.`);
  return why;
}

/** @throws InvalidInputError */
export function checkedEmail(text: string): string {
  const email = text.trim().toLowerCase();
  // Without a dot in its host an address leads nowhere on the open network, and Better Auth refuses it.
  if (!isMailAddress(email) || !/^[\x21-\x7e]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z0-9-]{2,}$/.test(email)) throw new InvalidInputError('That is not an e-mail address. It looks like ada@example.org.');
  return email;
}

/** @throws InvalidInputError */
export function checkedPassword(password: string): string {
  if (password.length < SHORTEST_PASSWORD) throw new InvalidInputError(`A password has at least ${SHORTEST_PASSWORD} characters; a few words in a row are good.`);
  if (password.length > LONGEST_PASSWORD) throw new InvalidInputError(`A password has at most ${LONGEST_PASSWORD} characters.`);
  return password;
}

/** One line of well-formed text without control characters and marks of direction. */
function oneLine(text: string): string {
  return text.toWellFormed().replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, '').replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
