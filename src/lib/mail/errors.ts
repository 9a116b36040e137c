import { BroadsheetError, EnvironmentError } from '../errors.js';

/** The mail server is away, slow, or set up wrongly: the same mail may go out later. */
export class MailServerError extends EnvironmentError {}

/** The mail server will not take this mail, now or later: the address does not exist, say. */
export class MailRefusedError extends BroadsheetError {}

interface Failure {
  code?: string;
  responseCode?: number;
  response?: string;
}

const WORDS: Readonly<Record<string, string>> = {
  EAUTH: 'refuses this user or password. Check SMTP_URL.',
  ENOAUTH: 'asks for a user and a password. Put them into SMTP_URL.',
  ETLS: 'does not speak TLS as it should. Check the scheme and port of SMTP_URL.',
  EDNS: 'has a name that cannot be resolved. Check SMTP_URL and the network.',
  ETIMEDOUT: 'does not answer in time.',
};

/** Puts a failure of the transport into an error with meaning; `server` is host and port, never with a password. */
export function explainMailFailure(thrown: unknown, server: string): MailServerError | MailRefusedError {
  const { code = '', responseCode = 0, response } = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as Failure;
  const said = response === undefined ? '' : ` (it said: ${oneLine(response)})`;
  if (isAboutTheMail(code) && responseCode >= 500 && responseCode !== 503) {
    return new MailRefusedError(`The mail server ${server} does not take this mail${said}.`, { cause: thrown });
  }
  const reason = WORDS[code] ?? aboutCertificate(thrown) ?? `cannot be used just now${said || `: ${thrown instanceof Error ? oneLine(thrown.message) : code}`}.`;
  return new MailServerError(`The mail server ${server} ${reason}`, { cause: thrown });
}

/** Of a TLS connection, as Node says it (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
function aboutCertificate(thrown: unknown): string | undefined {
  const said = thrown instanceof Error ? oneLine(thrown.message) : '';
  if (!/certificate|altnames/i.test(said)) return undefined;
  return `shows a certificate that is not trusted here (${said}). Have it show one for the host in SMTP_URL that is; if yours signs its own, start Broadsheet with NODE_EXTRA_CA_CERTS set to the file of the authority.`;
}

/** Of the recipient or the message itself (RFC 5321, 4.2.1: 5yz replies are final), not of the session. */
function isAboutTheMail(code: string): boolean {
  return code === 'EENVELOPE' || code === 'EMESSAGE';
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim().slice(0, 300);
}
