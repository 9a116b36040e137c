import { EnvironmentError, InvalidInputError } from '#lib';

/** One entry that cannot be used; the message is the reason. The entries after it are not affected. */
export class FormatError extends InvalidInputError {}

/** No known format could be recognised, or the named one cannot be read here. */
export class UnknownFormatError extends InvalidInputError {}

/** The input itself cannot be opened, ends early or is damaged. What was read before is good. */
export class InputError extends EnvironmentError {
  /** Bytes of the (compressed) input used before the failure. */
  readonly consumed: number;
  /** Bytes of text handed out before the failure. */
  readonly produced: number;

  constructor(message: string, options: ErrorOptions & { consumed?: number; produced?: number } = {}) {
    super(message, options);
    this.consumed = options.consumed ?? 0;
    this.produced = options.produced ?? 0;
  }
}
