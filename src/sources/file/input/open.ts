import { open } from 'node:fs/promises';
import type { Transform } from 'node:stream';
import { messageOf } from '#lib';
import { InputError } from '../errors.js';
import { MAGIC_BYTES, compressionOf, createDecoder, type Compression } from './compression.js';
import { decompressed } from './decompress.js';
import { PeekableBytes } from './peekable.js';

const READ_CHUNK = 256 * 1024;
const PEEK_BYTES = 64 * 1024;

export interface InputOptions {
  /** How messages call it; by default the path, or `standard input`. */
  name?: string;
  /** Bytes in all, where the caller knows (an upload's length). */
  size?: number;
}

/**
 * Opens a file of papers by path, or takes a stream (standard input, an upload): plain, gzip or zstd, told by its first bytes.
 * @throws InputError when it cannot be opened, or is recognised as something that cannot be read.
 */
export async function openInput(source: string | AsyncIterable<Uint8Array>, options: InputOptions = {}): Promise<Input> {
  const { stream, size, name } = typeof source === 'string' ? await openFile(source) : { stream: source, size: undefined, name: 'standard input' };
  const raw = new PeekableBytes(stream);
  const described = { name: options.name ?? name, size: options.size ?? size };
  try {
    const compression = compressionOf(await raw.peek(MAGIC_BYTES), described.name);
    return new Input(raw, { ...described, compression, release: () => release(stream) });
  } catch (error) {
    release(stream);
    throw error;
  }
}

async function openFile(path: string) {
  try {
    const handle = await open(path);
    const stat = await handle.stat();
    if (stat.isDirectory()) {
      await handle.close();
      throw new InputError(`${path} is a folder. Give one file of papers.`);
    }
    return { stream: handle.createReadStream({ highWaterMark: READ_CHUNK }), size: stat.isFile() ? stat.size : undefined, name: path };
  } catch (error) {
    throw error instanceof InputError ? error : cannotOpen(path, error);
  }
}

function cannotOpen(path: string, error: unknown): InputError {
  const code = codeOf(error);
  const reason =
    code === 'ENOENT' ? `There is no file ${path}. Check the name and the folder you are in.`
    : code === 'EACCES' || code === 'EPERM' ? `This user may not read ${path}. Change its permissions, or give it on standard input.`
    : `${path} cannot be opened: ${messageOf(error)}`;
  return new InputError(reason, { cause: error });
}

function release(stream: AsyncIterable<Uint8Array>): void {
  if ('destroy' in stream && typeof stream.destroy === 'function') stream.destroy();
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

interface InputParts {
  name: string;
  size: number | undefined;
  compression: Compression;
  release: () => void;
}

/** An open file of papers: its text as a stream of bytes that can be read once, and how far the reading is. */
export class Input {
  readonly name: string;
  readonly compression: Compression;
  /** Bytes in all, compressed as they are; undefined when nobody knows. */
  readonly size: number | undefined;
  private readonly text: PeekableBytes;
  private readonly decoder: (Transform & { bytesWritten: number }) | undefined;
  private readonly release: () => void;
  private produced = 0;

  constructor(raw: PeekableBytes, { name, size, compression, release }: InputParts) {
    this.name = name;
    this.size = size;
    this.compression = compression;
    this.release = release;
    this.decoder = compression === 'none' ? undefined : createDecoder(compression);
    this.text = this.decoder ? new PeekableBytes(decompressed(raw, this.decoder)) : raw;
  }

  /** Bytes of the input used so far, compressed as they are: of `size`, where that is known. */
  consumed(): number {
    return this.decoder ? this.decoder.bytesWritten : this.produced;
  }

  /** The beginning of the text, which stays unread. Never throws: damage is met when reading. */
  peek(length = PEEK_BYTES): Promise<Buffer> {
    return this.text.peek(length);
  }

  /**
   * The decompressed bytes, once. Closes the input when done or left.
   * @throws InputError when it ends early or is damaged, after all that could be read.
   */
  async *chunks(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of this.text) {
        this.produced += chunk.length;
        yield chunk;
      }
    } catch (error) {
      throw this.explain(error);
    } finally {
      this.release();
    }
  }

  /** Lets go of the file; for an input that is not read to its end. */
  async close(): Promise<void> {
    this.decoder?.destroy();
    this.release();
  }

  private explain(error: unknown): InputError {
    const { name, compression, produced } = this;
    const consumed = this.consumed();
    const read = `what came before, ${produced.toLocaleString('en')} bytes of text, was read`;
    const place = `byte ${consumed.toLocaleString('en')}`;
    const again = 'Fetch the file again and import it again: what is already in is not repeated.';
    const message =
      !/^(?:Z_|ZSTD_)/.test(codeOf(error)) ? `${name} could not be read past ${place} (${messageOf(error)}); ${read}. Import it again when it can be read.`
      : codeOf(error) === 'Z_BUF_ERROR' ? `${name} is incomplete: its ${compression} data stop at ${place} in the middle; ${read}. ${again}`
      : `${name} is damaged: its ${compression} data make no sense after ${place} (${messageOf(error)}); ${read}. ${again}`;
    return new InputError(message, { cause: error, consumed, produced });
  }
}
