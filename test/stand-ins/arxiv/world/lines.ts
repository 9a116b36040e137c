const SLAB_BYTES = 16 * 1024 * 1024;

/** Texts kept as UTF-8 outside the heap and decoded when asked for: hundreds of megabytes the collector need not walk. */
export class Lines {
  private slabs: Buffer[] = [];
  private used = SLAB_BYTES;
  private readonly places: { slab: Buffer; from: number; until: number }[] = [];

  /** Keeps a text; its number is how many were kept before it. */
  add(text: string): void {
    const bytes = Buffer.byteLength(text);
    const slab = this.slabFor(bytes);
    slab.write(text, this.used);
    this.places.push({ slab, from: this.used, until: this.used + bytes });
    this.used += bytes;
  }

  at(number: number): string {
    const { slab, from, until } = this.places[number]!;
    return slab.toString('utf8', from, until);
  }

  private slabFor(bytes: number): Buffer {
    if (this.used + bytes > (this.slabs.at(-1)?.length ?? 0)) {
      this.slabs.push(Buffer.allocUnsafe(Math.max(SLAB_BYTES, bytes)));
      this.used = 0;
    }
    return this.slabs.at(-1)!;
  }
}
