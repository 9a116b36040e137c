export interface CacheBounds {
  entries: number;
  /** The sum of the lengths of keys and values, in UTF-16 units; memory is at most twice that in bytes, and the entries' overhead. */
  characters: number;
}

/** A least-recently-used cache of strings, bounded in entries and in size; what is too large for it is not kept. */
export class StringCache {
  readonly #bounds: CacheBounds;
  readonly #values = new Map<string, string>();
  #characters = 0;

  constructor(bounds: CacheBounds) {
    this.#bounds = bounds;
  }

  get size(): { entries: number; characters: number } {
    return { entries: this.#values.size, characters: this.#characters };
  }

  get(key: string): string | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }

  set(key: string, value: string): void {
    this.#drop(key);
    const weight = key.length + value.length;
    if (weight > this.#bounds.characters / 4) return;
    this.#values.set(key, value);
    this.#characters += weight;
    while (this.#characters > this.#bounds.characters || this.#values.size > this.#bounds.entries) this.#dropOldest();
  }

  clear(): void {
    this.#values.clear();
    this.#characters = 0;
  }

  #dropOldest(): void {
    for (const key of this.#values.keys()) return this.#drop(key);
  }

  #drop(key: string): void {
    const value = this.#values.get(key);
    if (value === undefined) return;
    this.#values.delete(key);
    this.#characters -= key.length + value.length;
  }
}
