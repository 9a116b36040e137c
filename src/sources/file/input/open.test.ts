import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { InputError } from '../errors.js';
import { pieces } from '../test-input.js';
import { openInput, type Input } from './open.js';

const folder = mkdtempSync(path.join(tmpdir(), 'broadsheet-open-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Lines that hardly compress, so that a cut in the middle leaves whole blocks. */
const TEXT = Buffer.from(Array.from({ length: 40_000 }, (_, line) => `${line} ${Math.sin(line)} ${Math.cos(line * 7)}\n`).join(''));

function file(name: string, bytes: Uint8Array | string): string {
  const place = path.join(folder, name);
  writeFileSync(place, bytes);
  return place;
}

async function drain(input: Input): Promise<Buffer> {
  const { bytes, error } = await drainUntilFailure(input);
  if (error) throw error;
  return bytes;
}

async function drainUntilFailure(input: Input): Promise<{ bytes: Buffer; error: unknown }> {
  const chunks: Buffer[] = [];
  let error: unknown;
  try {
    for await (const chunk of input.chunks()) chunks.push(chunk);
  } catch (thrown) {
    error = thrown;
  }
  return { bytes: Buffer.concat(chunks), error };
}

describe('openInput', () => {
  const forms: [name: string, bytes: Buffer, compression: string][] = [
    ['plain', TEXT, 'none'],
    ['gzip', gzipSync(TEXT), 'gzip'],
    ['zstd', zstdCompressSync(TEXT), 'zstd'],
    ['gzip of two members', Buffer.concat([gzipSync(TEXT.subarray(0, 1000)), gzipSync(TEXT.subarray(1000))]), 'gzip'],
    ['zstd of two frames', Buffer.concat([zstdCompressSync(TEXT.subarray(0, 1000)), zstdCompressSync(TEXT.subarray(1000))]), 'zstd'],
    ['zstd after a skippable frame', Buffer.concat([Buffer.from('\x50\x2a\x4d\x18\x02\0\0\0ab', 'latin1'), zstdCompressSync(TEXT)]), 'zstd'],
  ];
  for (const [name, bytes, compression] of forms) {
    it(`reads ${name}, whatever it is called, and reports how far it is`, async () => {
      const input = await openInput(file('papers.dat', bytes));
      assert.equal(input.compression, compression);
      assert.equal(input.size, bytes.length);
      assert.equal((await input.peek(10)).toString(), TEXT.subarray(0, 10).toString());
      assert.ok((await drain(input)).equals(TEXT));
      assert.equal(input.consumed(), bytes.length);
    });

    it(`reads ${name} from a stream that comes in small pieces`, async () => {
      const input = await openInput(pieces(bytes, 777), { name: 'upload', size: bytes.length });
      assert.equal(input.name, 'upload');
      assert.ok((await drain(input)).equals(TEXT));
      assert.equal(input.consumed(), bytes.length);
    });
  }

  for (const [name, compressed] of [['gzip', gzipSync(TEXT)], ['zstd', zstdCompressSync(TEXT)]] as const) {
    it(`gives what a cut ${name} still holds, then says so`, async () => {
      const input = await openInput(file('cut', compressed.subarray(0, compressed.length - 50_000)));
      const { bytes, error } = await drainUntilFailure(input);
      assert.ok(bytes.length > TEXT.length / 2 && TEXT.subarray(0, bytes.length).equals(bytes));
      assert.ok(error instanceof InputError);
      assert.match(error.message, /cut is incomplete: its (gzip|zstd) data stop at byte [\d,]+ .* Fetch the file again/);
      assert.equal(error.consumed, compressed.length - 50_000);
      assert.equal(error.produced, bytes.length);
    });

    it(`gives what comes before damage in ${name}, then says so`, async () => {
      const damaged = Buffer.from(compressed);
      damaged.fill(0xff, damaged.length - 9_000, damaged.length - 8_000);
      const { bytes, error } = await drainUntilFailure(await openInput(file('damaged', damaged)));
      assert.ok(bytes.length > TEXT.length / 2);
      assert.ok(error instanceof InputError);
      assert.match(error.message, /damaged is damaged: its (gzip|zstd) data make no sense after byte [\d,]+/);
    });

    it(`tells a ${name} of nothing but its first bytes from an empty file`, async () => {
      const { bytes, error } = await drainUntilFailure(await openInput(pieces(compressed.subarray(0, 6))));
      assert.equal(bytes.length, 0);
      assert.match(String(error), /standard input is incomplete/);
    });
  }

  it('decompresses only as fast as it is read', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const input = await openInput(file('bomb', bomb));
    const chunks = input.chunks();
    await chunks.next();
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.ok(input.consumed() < bomb.length, 'read on without being asked');
    await chunks.return(undefined);
  });

  const refused: [what: string, bytes: string | Buffer, message: RegExp][] = [
    ['a ZIP archive', 'PK\x03\x04....', /is a ZIP archive\. Unpack it with unzip/],
    ['bzip2', 'BZh91AY&SY', /bunzip2/],
    ['xz', Buffer.from('\xfd7zXZ\0', 'latin1'), /unxz/],
    ['UTF-16', Buffer.from('\ufeff{"id"', 'utf16le'), /iconv -f UTF-16 -t UTF-8/],
    ['a PDF', '%PDF-1.7', /is a PDF/],
  ];
  for (const [what, bytes, message] of refused) {
    it(`says what to do with ${what}`, async () => {
      await assert.rejects(openInput(file('other', bytes)), (error) => error instanceof InputError && message.test(error.message));
    });
  }

  it('says that a file is not there, or is a folder', async () => {
    await assert.rejects(openInput(path.join(folder, 'nowhere')), /There is no file .*nowhere\. Check the name/);
    await assert.rejects(openInput(folder), /is a folder/);
  });

  it('says that a file may not be read', { skip: process.getuid?.() === 0 && 'root may read everything' }, async () => {
    const place = file('secret', 'x');
    chmodSync(place, 0);
    await assert.rejects(openInput(place), /may not read/);
  });

  it('tells how far a stream came that failed', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"id": 1}\n');
      throw new Error('The line went dead');
    }
    const { bytes, error } = await drainUntilFailure(await openInput(failing()));
    assert.equal(bytes.toString(), '{"id": 1}\n');
    assert.match(String(error), /standard input could not be read past byte 10 \(The line went dead\)/);
  });

  it('opens an empty file', async () => {
    assert.equal((await drain(await openInput(file('empty', '')))).length, 0);
  });

  it('can be closed unread', async () => {
    const input = await openInput(file('unread', gzipSync(TEXT)));
    await input.peek();
    await input.close();
    await input.close();
  });
});
