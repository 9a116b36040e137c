import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** As it came over the line: compressed, if it was. */
  bytes: Buffer;
  /** From the request to the last byte. */
  milliseconds: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Gets a page over a kept connection, without following where it leads. */
export function getPage(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const sent = request(url, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks), milliseconds: performance.now() - began }));
    });
    sent.once('error', reject);
    sent.end();
  });
}

/** The text of an answer, unpacked. */
export function textOf({ headers, bytes }: Answer): string {
  const encoding = headers['content-encoding'];
  return (encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
}
