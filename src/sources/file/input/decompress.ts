import type { Transform } from 'node:stream';

/** What a decoder had made of the piece in which it meets damage is lost; in smaller pieces it decodes less while we parse. */
const PIECE = 64 * 1024;

/**
 * What comes out of `decoder` when `source` goes in, as fast as it is taken.
 * On damage, everything that could be decoded comes first and then the decoder's error.
 */
export async function* decompressed(source: AsyncIterable<Buffer>, decoder: Transform): AsyncGenerator<Buffer> {
  // The error is read from the decoder below; without a listener it would end the process.
  decoder.on('error', () => {});
  void feed(source, decoder);
  try {
    for (;;) {
      const chunk: Buffer | null = decoder.read();
      if (chunk !== null) yield chunk;
      else if (decoder.readableEnded) return;
      else if (decoder.destroyed) throw decoder.errored ?? new Error('The stream was closed.');
      else await oneOf(decoder, ['readable', 'end', 'error', 'close']);
    }
  } finally {
    decoder.destroy();
  }
}

async function feed(source: AsyncIterable<Buffer>, decoder: Transform): Promise<void> {
  try {
    for await (const chunk of source) {
      for (let at = 0; at < chunk.length && !decoder.destroyed; at += PIECE) {
        if (!decoder.write(chunk.subarray(at, at + PIECE))) await oneOf(decoder, ['drain', 'close']);
      }
      if (decoder.destroyed) return;
    }
    decoder.end();
  } catch (error) {
    decoder.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

function oneOf(stream: Transform, events: string[]): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      for (const event of events) stream.off(event, settle);
      resolve();
    };
    for (const event of events) stream.on(event, settle);
  });
}
