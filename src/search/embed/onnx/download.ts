import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { messageOf } from '#lib';
import { OutsideError, StatusError, type Fetcher } from '#lib/fetch';
import { EmbedderError } from '../errors.js';
import { OPTIONAL_FILES, REQUIRED_FILES, WEIGHTS } from './files.js';

/** How far a file has come, in bytes; the server does not always say how many there are. */
export interface Progress {
  file: string;
  loaded: number;
  total?: number;
}

/** How far a download is, for whoever waits for it: what, and the share from 0 to 1; 0 where nobody says how much there is. */
export function downloadWords({ file, loaded, total }: Progress): [what: string, share: number] {
  if (total === undefined || total <= 0) return [`downloading the model: ${megabytes(loaded)} of ${file}`, 0];
  return [`downloading the model: ${file}, ${megabytes(total)}`, Math.min(1, loaded / total)];
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}

export interface Download {
  /** `sentence-transformers/all-MiniLM-L6-v2` */
  name: string;
  /** Where the files go. */
  folder: string;
  /** The server of models: `https://huggingface.co`, or one with the same addresses. */
  server: string;
  fetcher: Fetcher;
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

const LARGEST_DESCRIPTION = 64_000_000;
const LARGEST_WEIGHTS = 8_000_000_000;
const DAY_MS = 86_400_000;
const LEFT_MS = 3_600_000;

/**
 * Gets what a model needs and is not there yet. Each file appears whole or not at all, the weights last: a folder with weights is complete.
 * @throws EmbedderError when there is no such model, or it cannot be had now
 */
export async function downloadModel(download: Download): Promise<void> {
  await removeLeftovers(download.folder);
  if (WEIGHTS.some(({ file }) => existsSync(join(download.folder, file)))) return;
  for (const file of REQUIRED_FILES) if (!(await get(download, file, LARGEST_DESCRIPTION))) throw noModel(download, file);
  for (const file of OPTIONAL_FILES) await get(download, file, LARGEST_DESCRIPTION);
  for (const { file } of WEIGHTS) {
    // What stands beside the weights first, so that they are never there without it.
    await get(download, `${file}_data`, LARGEST_WEIGHTS);
    if (await get(download, file, LARGEST_WEIGHTS)) return;
  }
  throw noModel(download, WEIGHTS.map(({ file }) => file).join(' or '));
}

/** A download that was killed leaves its piece; one that goes on in another process writes to it all the time. */
async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  for (const path of names.filter((name) => name.endsWith('.part')).map((name) => join(folder, name))) {
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
    if (Date.now() - mtimeMs > LEFT_MS) await rm(path, { force: true });
  }
}

function noModel({ name, server }: Download, file: string): EmbedderError {
  return new EmbedderError(`${server} has no ${file} of ${name}. Is the name right, and is it a model with ONNX files?`);
}

/** @returns false when the server has no such file */
async function get(download: Download, file: string, maxBytes: number): Promise<boolean> {
  const { name, folder, server, fetcher, signal } = download;
  const target = join(folder, file);
  if (existsSync(target)) return true;
  const part = `${target}.${process.pid}.part`;
  try {
    const answer = await fetcher.request(`${server}/${name}/resolve/main/${file}`, { trust: 'owner', timeoutMs: DAY_MS, maxBytes, signal });
    await mkdir(dirname(target), { recursive: true });
    const total = Number(answer.headers.get('content-length')) || undefined;
    await pipeline(Readable.from(counted(answer.body, (loaded) => download.onProgress?.({ file, loaded, total }))), createWriteStream(part));
    await rename(part, target);
    return true;
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    if (error instanceof StatusError && error.status === 404) return false;
    signal?.throwIfAborted();
    throw failed(download, error);
  }
}

async function* counted(bytes: AsyncIterable<Uint8Array>, tell: (loaded: number) => void): AsyncGenerator<Uint8Array> {
  let loaded = 0;
  for await (const piece of bytes) {
    loaded += piece.byteLength;
    tell(loaded);
    yield piece;
  }
}

function failed({ name, server, folder }: Download, error: unknown): EmbedderError {
  if (error instanceof StatusError && [401, 403].includes(error.status)) {
    return new EmbedderError(`${server} does not give ${name} to anybody who asks (status ${error.status}): there is no such model, or it is not open. Download it yourself and name its folder.`, { cause: error });
  }
  if (error instanceof OutsideError) return new EmbedderError(`The model ${name} could not be downloaded: ${error.message}`, { cause: error, tryLater: error.tryLater });
  return new EmbedderError(`The model ${name} could not be kept in ${folder}: ${messageOf(error)}`, { cause: error });
}
