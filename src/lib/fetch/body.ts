import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { OutsideError, outsideError } from './failures.js';
import type { Patience } from './patience.js';

export interface BodyOptions {
  host: string;
  patience: Patience;
  /** Bytes, after decompression. */
  maxBytes: number;
}

const PIECE_BYTES = 64 * 1024;

/**
 * The bytes of an answer, decompressed, piece by piece as they are asked for, so that neither a long answer nor one that
 * unfolds without end fills memory. The connection ends with the iteration, wherever that stops.
 * @throws OutsideError when it stalls, breaks off, is too large or damaged; the pieces before are good
 */
export async function* bodyOf(message: IncomingMessage, options: BodyOptions): AsyncGenerator<Uint8Array> {
  const { host, patience, maxBytes } = options;
  let stream: Readable = message;
  let taken = 0;
  try {
    if (Number(message.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(options);
    stream = decoded(message, host);
    const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
    for (;;) {
      const step = await patience.wait(pieces.next(), host);
      if (step.done) return;
      taken += step.value.byteLength;
      if (taken > maxBytes) throw tooLarge(options);
      yield step.value;
    }
  } catch (error) {
    throw outsideError(error, { host, answered: true });
  } finally {
    stream.destroy();
    message.destroy();
  }
}

function tooLarge({ host, maxBytes }: BodyOptions): OutsideError {
  return new OutsideError('too-large', { host, detail: `more than ${Math.round(maxBytes / 100_000) / 10} MB` });
}

function decoded(message: IncomingMessage, host: string): Readable {
  const encoding = message.headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity') return message;
  const decoder = decoderOf(encoding, host);
  // Errors of either end come out of the decoder's iteration.
  return pipeline(message, decoder, () => undefined);
}

function decoderOf(encoding: string, host: string) {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip({ chunkSize: PIECE_BYTES });
  if (encoding === 'br') return createBrotliDecompress({ chunkSize: PIECE_BYTES });
  throw new OutsideError('garbled', { host, detail: `compressed as ${encoding.slice(0, 40)}` });
}

/** All of a body as text, in the character set that the server names, else UTF-8. */
export async function textOf(body: AsyncIterable<Uint8Array>, contentType: string | null): Promise<string> {
  const decoder = decoderFor(/charset="?([\w-]+)/i.exec(contentType ?? '')?.[1]);
  let text = '';
  for await (const piece of body) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

function decoderFor(charset: string | undefined): TextDecoder {
  try {
    return new TextDecoder(charset ?? 'utf-8');
  } catch {
    return new TextDecoder();
  }
}
