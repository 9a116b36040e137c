import { InvalidInputError } from '#lib';

/** A file as a form sends it; its bytes come as they arrive. */
export interface UploadedFile {
  filename: string;
  bytes: ReadableStream<Uint8Array>;
}

const LONGEST_HEADERS = 16_384;
const HEADERS_END = Buffer.from('\r\n\r\n');

/**
 * The first file of a `multipart/form-data` body (RFC 7578), read as a stream; undefined when it holds none.
 * The stream fails when the body ends before its closing boundary: an upload that broke off is not a whole file.
 * @throws InvalidInputError for a body that is no multipart form
 */
export async function firstFile(body: ReadableStream<Uint8Array> | null, contentType: string): Promise<UploadedFile | undefined> {
  const boundary = boundaryOf(contentType);
  if (!body || !boundary) throw new InvalidInputError('No file came with the form: send it as multipart/form-data.');
  const parts = new PartReader(body, boundary);
  for (let headers = await parts.next(); headers !== undefined; headers = await parts.next()) {
    const filename = filenameOf(headers);
    if (filename !== undefined) return { filename, bytes: ReadableStream.from(parts.content()) };
    for await (const _skipped of parts.content()) continue;
  }
  return undefined;
}

/** Walks over the parts of a body, holding no more of it than one chunk and one boundary. */
class PartReader {
  private readonly chunks: AsyncIterator<Uint8Array>;
  private readonly delimiter: Buffer;
  // The first boundary has no line before it; every later one ends a part's content.
  private held: Buffer = Buffer.from('\r\n');
  private ended = false;

  constructor(body: ReadableStream<Uint8Array>, boundary: string) {
    this.chunks = body[Symbol.asyncIterator]();
    this.delimiter = Buffer.from(`\r\n--${boundary}`);
  }

  /** The headers of the next part; undefined after the last. Content that was not read is passed over. */
  async next(): Promise<string | undefined> {
    if (this.held.indexOf(this.delimiter) !== 0) for await (const _preamble of this.content()) continue;
    this.held = this.held.subarray(this.delimiter.length);
    if ((await this.take(2)).toString() === '--') return undefined;
    return (await this.takeHeaders()).toString('utf8');
  }

  /** The bytes up to the next boundary. */
  async *content(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const end = this.held.indexOf(this.delimiter);
      const ready = end >= 0 ? end : Math.max(0, this.held.length - this.delimiter.length);
      if (ready > 0) yield this.held.subarray(0, ready);
      this.held = this.held.subarray(ready);
      if (end >= 0) return;
      await this.more();
    }
  }

  private async takeHeaders(): Promise<Buffer> {
    // A part without headers has the empty line at once: the boundary's own line end begins it.
    let end = this.held.indexOf(HEADERS_END);
    while (end < 0) {
      if (this.held.length > LONGEST_HEADERS) throw new InvalidInputError('The form cannot be read: the head of a part is too long.');
      await this.more();
      end = this.held.indexOf(HEADERS_END);
    }
    const headers = this.held.subarray(0, end);
    this.held = this.held.subarray(end + HEADERS_END.length);
    return headers;
  }

  private async take(length: number): Promise<Buffer> {
    while (this.held.length < length) await this.more();
    const taken = this.held.subarray(0, length);
    // Only the closing boundary is consumed; a part's line end stays as the start of its headers.
    if (taken.toString() === '--') this.held = this.held.subarray(length);
    return taken;
  }

  private async more(): Promise<void> {
    const { done, value } = this.ended ? { done: true, value: undefined } : await this.chunks.next();
    if (done || !value) {
      this.ended = true;
      throw new InvalidInputError('The file did not arrive whole: the connection ended before its end. Send it again.');
    }
    this.held = this.held.length === 0 ? Buffer.from(value) : Buffer.concat([this.held, value]);
  }
}

function boundaryOf(contentType: string): string | undefined {
  const found = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  return found?.[1] ?? found?.[2];
}

/** Of the name only what stands after the last slash: some programs send whole paths. */
function filenameOf(headers: string): string | undefined {
  const disposition = /^content-disposition:.*$/im.exec(headers)?.[0];
  const filename = disposition && /;\s*filename="((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1];
  return filename?.replace(/%22/g, '"').replace(/^.*[/\\]/, '').replace(/\p{Cc}/gu, '');
}
