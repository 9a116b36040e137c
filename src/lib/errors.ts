/**
 * An error whose message is written for the person who meets it: what happened, and what to do next.
 * Anything that is not one of these is a bug and is shown with its stack.
 */
export class BroadsheetError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Something asked for by name is not there. */
export class NotFoundError extends BroadsheetError {}

/** What was given cannot be used; the message says what is expected. */
export class InvalidInputError extends BroadsheetError {}

/** Something else holds what is needed: a lock, a port, a name. */
export class ConflictError extends BroadsheetError {}

/** A condition of this machine: disk, permission, a server that is away. */
export class EnvironmentError extends BroadsheetError {}

/** Somebody does more in a short time than is let through; the message says when to go on. */
export class TooManyRequestsError extends BroadsheetError {
  constructor(
    message: string,
    /** After how many seconds the next one is let through. */
    readonly retryAfter: number,
  ) {
    super(message);
  }
}

/** The text of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
