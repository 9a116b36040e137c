import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { InvalidInputError } from '#lib';
import { firstFile } from './multipart.js';

const BOUNDARY = '----broadsheet7MA4YWxk';
const TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

function form(parts: { head: string; body: Uint8Array }[]): Buffer {
  const whole = parts.flatMap(({ head, body }) => [Buffer.from(`--${BOUNDARY}\r\n${head}\r\n\r\n`), body, Buffer.from('\r\n')]);
  return Buffer.concat([...whole, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

function fileHead(filename: string): string {
  return `Content-Disposition: form-data; name="file"; filename="${filename}"\r\nContent-Type: application/octet-stream`;
}

/** The bytes in chunks that end at the given places. */
function inChunks(bytes: Buffer, cuts: number[]): ReadableStream<Uint8Array> {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return ReadableStream.from(places.slice(1).map((end, index) => bytes.subarray(places[index]!, end)));
}

async function whole(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(stream));
}

test('a file comes out as it went in, wherever the chunks are cut and whatever it holds', async () => {
  // Near misses of the boundary are what a wrong search would trip over.
  const piece = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constantFrom('\r\n', '\r\n--', `\r\n--${BOUNDARY.slice(0, -1)}`, '--').map(Buffer.from));
  await fc.assert(
    fc.asyncProperty(fc.array(piece), fc.array(fc.nat()), async (pieces, cuts) => {
      const content = Buffer.concat(pieces);
      // Pieces side by side can spell the boundary out; a sender chooses one that its file does not hold (RFC 2046, 5.1).
      fc.pre(!content.includes(`\r\n--${BOUNDARY}`));
      const body = form([{ head: 'Content-Disposition: form-data; name="note"', body: Buffer.from('hello') }, { head: fileHead('a.bib'), body: content }]);
      const file = await firstFile(inChunks(body, cuts), TYPE);
      assert.equal(file?.filename, 'a.bib');
      assert.deepEqual(await whole(file.bytes), content);
    }),
  );
});

test('an upload that breaks off fails instead of ending early', async () => {
  const body = form([{ head: fileHead('a.bib'), body: Buffer.from('x'.repeat(1000)) }]);
  const file = await firstFile(inChunks(body.subarray(0, 600), []), TYPE);
  await assert.rejects(whole(file!.bytes), InvalidInputError);
});

test('a form without a file, and what is no form', async () => {
  const body = form([{ head: 'Content-Disposition: form-data; name="note"', body: Buffer.from('hello') }]);
  assert.equal(await firstFile(inChunks(body, []), TYPE), undefined);
  await assert.rejects(firstFile(inChunks(body, []), 'text/plain'), InvalidInputError);
  await assert.rejects(firstFile(inChunks(Buffer.from('nonsense'), []), TYPE), InvalidInputError);
});

test('a head without end is refused before it fills the memory', async () => {
  const endless = ReadableStream.from([Buffer.from(`--${BOUNDARY}\r\n`), ...Array.from({ length: 40 }, () => Buffer.alloc(1000, 'x'))]);
  await assert.rejects(firstFile(endless, TYPE), /too long/);
});

test('only the name of a file is kept, not where it lay', async () => {
  for (const [sent, name] of [['C:\\papers\\a.bib', 'a.bib'], ['../../etc/passwd', 'passwd'], ['', ''], ['say %22hi%22.ris', 'say "hi".ris']]) {
    const file = await firstFile(inChunks(form([{ head: fileHead(sent!), body: Buffer.from('x') }]), []), TYPE);
    assert.equal(file?.filename, name);
  }
});
