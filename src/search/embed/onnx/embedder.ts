import { basename } from 'node:path';
import type { Fetcher } from '#lib/fetch';
import type { Embedder, PaperText } from '../embedder.js';
import { EmbedderError } from '../errors.js';
import { Pause } from '../pause.js';
import { cutText, textOfPaper } from '../text.js';
import { downloadModel, type Progress } from './download.js';
import { findLibrary } from './library.js';
import type { Role } from './model.js';
import { placeOf, type Place } from './place.js';
import { ModelProcess, SilentModelError } from './process.js';

export interface OnnxOptions {
  /** A model's name, `OWNER/NAME`, or a folder. */
  model: string;
  /** Folder that keeps downloaded models. */
  models: string;
  /** Folder with the package.json of the library, which may be installed or not. */
  library: string;
  /** The server of models. */
  server: string;
  fetcher: Fetcher;
  onProgress?: (progress: Progress) => void;
  /** Told of every process that is started for the model. */
  onStart?: (pid: number | undefined) => void;
  signal?: AbortSignal;
}

/** A query does not wait longer than for one of these. */
const BATCH = 16;

/**
 * An embedder on a model of the owner's choice. It is downloaded first when it is not there yet.
 * @throws EmbedderError when the library or the model is missing, or cannot be used
 */
export async function openOnnx(options: OnnxOptions): Promise<Embedder> {
  const place = placeOf(options.model, options.models);
  const library = findLibrary(options.library);
  if (place.kind === 'name') await downloadModel({ ...options, name: place.name, folder: place.folder });
  const start = (): ModelProcess => {
    const process = new ModelProcess({ library, folder: place.folder });
    options.onStart?.(process.pid);
    return process;
  };
  const process = start();
  try {
    const loaded = await process.load(options.signal);
    return new OnnxEmbedder({ ...loaded, model: options.model, called: nameOf(place), start, process });
  } catch (error) {
    await process.close();
    throw error;
  }
}

/** A folder goes by its last part: the name is shown to readers, whom the rest of its path does not concern. */
function nameOf(place: Place): string {
  return place.kind === 'name' ? place.name : basename(place.folder).replace(/\s+/g, '-');
}

interface Opened {
  model: string;
  called: string;
  dimensions: number;
  fingerprint: string;
  start: () => ModelProcess;
  process: ModelProcess;
}

class OnnxEmbedder implements Embedder {
  readonly name: string;
  readonly dimensions: number;
  private running: Promise<ModelProcess>;
  private readonly pause = new Pause('The model');
  private closed = false;

  constructor(private readonly opened: Opened) {
    this.name = `onnx:${opened.called}@${opened.fingerprint}`;
    this.dimensions = opened.dimensions;
    this.running = Promise.resolve(opened.process);
  }

  async embedPapers(papers: readonly PaperText[], signal?: AbortSignal): Promise<(Float32Array | undefined)[]> {
    return await this.embed(papers.map(textOfPaper), 'paper', signal);
  }

  async embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array | undefined> {
    signal?.throwIfAborted();
    this.pause.check();
    try {
      return (await this.embed([cutText(text)], 'query', signal))[0];
    } catch (error) {
      // One that was killed is started again at once; one that keeps silent would do so for every reader.
      if (error instanceof SilentModelError) this.pause.begin();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    const process = await this.running.catch(() => undefined);
    await process?.close();
  }

  private async embed(texts: readonly string[], role: Role, signal?: AbortSignal): Promise<(Float32Array | undefined)[]> {
    signal?.throwIfAborted();
    const vectors: (Float32Array | undefined)[] = texts.map(() => undefined);
    // Texts of like length together: a batch is padded to its longest.
    const places = texts.map((_, place) => place).filter((place) => texts[place] !== '').sort((a, b) => texts[a]!.length - texts[b]!.length || a - b);
    for (let from = 0; from < places.length; from += BATCH) {
      const batch = places.slice(from, from + BATCH);
      const made = await (await this.process()).embed(batch.map((place) => texts[place]!), role, signal);
      batch.forEach((place, index) => (vectors[place] = made[index]));
    }
    return vectors;
  }

  /** The process, started again where the last one ended. */
  private async process(): Promise<ModelProcess> {
    if (this.closed) throw new EmbedderError(`${this.name} was put away.`);
    // One after the other, so that two who find it ended do not both start one.
    this.running = this.running.catch(() => undefined).then((running) => (running === undefined || running.ended ? this.restart() : running));
    return await this.running;
  }

  private async restart(): Promise<ModelProcess> {
    const process = this.opened.start();
    try {
      const { fingerprint } = await process.load();
      if (fingerprint === this.opened.fingerprint) return process;
      throw new EmbedderError(`The model ${this.opened.model} is not the one that was loaded before. Start again, and papers are embedded anew.`);
    } catch (error) {
      await process.close();
      throw error;
    }
  }
}
