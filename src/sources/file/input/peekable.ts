/**
 * A stream of bytes whose beginning can be looked at before it is read.
 * A failure while looking is kept for the reader, after everything that came before it.
 */
export class PeekableBytes implements AsyncIterable<Buffer> {
  private readonly source: AsyncIterator<Uint8Array>;
  private readonly held: Buffer[] = [];
  private ended = false;
  private failure: { error: unknown } | undefined;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** The first bytes that are not read yet: `length` of them, fewer only at the end. */
  async peek(length: number): Promise<Buffer> {
    while (!this.ended && this.held.reduce((sum, chunk) => sum + chunk.length, 0) < length) await this.pull();
    return Buffer.concat(this.held).subarray(0, length);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    try {
      for (;;) {
        const chunk = this.held.shift();
        if (chunk !== undefined) yield chunk;
        else if (this.ended) break;
        else await this.pull();
      }
    } finally {
      if (!this.ended) await this.source.return?.();
    }
    if (this.failure) throw this.failure.error;
  }

  private async pull(): Promise<void> {
    try {
      const { done, value } = await this.source.next();
      if (done) this.ended = true;
      else if (value.length > 0) this.held.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
    } catch (error) {
      this.ended = true;
      this.failure = { error };
    }
  }
}
