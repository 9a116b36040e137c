import { InvalidInputError } from '../errors.js';

/** One message to one person. */
export interface Mail {
  /** One bare address: `ada@example.org`. */
  to: string;
  subject: string;
  /** What is read where no HTML is shown; always there. */
  text: string;
  html?: string;
  /** Further headers, such as `List-Unsubscribe` or a `Message-ID` of one's own. */
  headers?: Readonly<Record<string, string>>;
}

const LONGEST_ADDRESS = 254;
const LONGEST_SUBJECT = 500;
const ADDRESS = /^[^\s@"'<>()[\]\\,;:\p{Cc}]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)*[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;
const HEADER = /^[A-Za-z][A-Za-z0-9-]{0,75}$/;
/** Set by the mailer alone: a second one would lead a message elsewhere or make it somebody else's. */
const OWN_HEADERS = new Set(['to', 'cc', 'bcc', 'from', 'sender', 'subject', 'date', 'content-type', 'content-transfer-encoding', 'mime-version']);

/** Whether this can be the address of one person: no display name, no list, nothing that could end a header. */
export function isMailAddress(text: string): boolean {
  return text.length <= LONGEST_ADDRESS && text.isWellFormed() && ADDRESS.test(text);
}

/** @throws InvalidInputError for what cannot be sent to one person, or would smuggle in a header */
export function checkMail(mail: Mail): void {
  if (!isMailAddress(mail.to)) throw new InvalidInputError('A mail needs the address of one person, such as ada@example.org.');
  if (mail.subject.length > LONGEST_SUBJECT || /\p{Cc}/u.test(mail.subject)) throw new InvalidInputError(`The subject of a mail is one line of at most ${LONGEST_SUBJECT} characters.`);
  for (const [name, value] of Object.entries(mail.headers ?? {})) {
    if (!HEADER.test(name) || OWN_HEADERS.has(name.toLowerCase())) throw new InvalidInputError(`A mail cannot carry the header "${name}".`);
    if (/[\r\n\0]/.test(value)) throw new InvalidInputError(`The header "${name}" of a mail has more than one line.`);
  }
}
