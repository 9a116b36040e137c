import { diskReason, EnvironmentError, messageOf } from '#lib';

/** Numbers of errors of the operating system as the engine writes them: `No space left on device (os error 28)`. */
const CODES: Readonly<Record<string, string>> = { 1: 'EPERM', 12: 'ENOMEM', 13: 'EACCES', 23: 'ENFILE', 24: 'EMFILE', 28: 'ENOSPC', 30: 'EROFS', 69: 'EDQUOT', 122: 'EDQUOT' };
const NOT_OF_THE_DISK: Readonly<Record<string, string>> = { ENOMEM: 'there is not enough memory', ENFILE: 'too many files are open on this machine', EMFILE: 'too many files are open' };

/**
 * An error in words when it is one of this machine, such as a full disk: the index is not to blame, and waiting or making room
 * mends it. Anything else comes back as it is.
 */
export function explainMachine(error: unknown, folder: string): unknown {
  const code = codeOf(error);
  const reason = code === undefined ? undefined : (NOT_OF_THE_DISK[code] ?? diskReason(Object.assign(new Error(), { code })));
  if (code === 'ENOENT' || code === 'ENOTDIR' || reason === undefined) return error;
  return new EnvironmentError(`The search index in ${folder} cannot be written or read: ${reason}. Papers are still saved; what was missed is taken in once that is mended.`, { cause: error });
}

/** Whether the engine gave something up because another writing came in between. */
export function isPreempted(error: unknown): boolean {
  return /Retryable commit conflict/.test(messageOf(error));
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)) return error.code;
  const number = /\(os error (\d+)\)/.exec(messageOf(error))?.[1];
  return number === undefined ? undefined : CODES[number];
}
