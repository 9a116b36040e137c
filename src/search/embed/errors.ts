import { EnvironmentError } from '#lib';

/** Vectors cannot be made now, or not by this maker. What was made before stays good, and words go on serving. */
export class EmbedderError extends EnvironmentError {
  /** Whether the same call may do better later, without anybody changing anything. */
  readonly tryLater: boolean;

  constructor(message: string, { tryLater = false, ...options }: ErrorOptions & { tryLater?: boolean } = {}) {
    super(message, options);
    this.tryLater = tryLater;
  }
}
