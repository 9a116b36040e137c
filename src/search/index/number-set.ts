/** A set of paper numbers, a bit each: a million papers are 125 kB. */
export class NumberSet {
  private bits = new Uint8Array(1_024);
  size = 0;
  /** The highest number ever added; 0 for none. */
  highest = 0;

  has(number: number): boolean {
    return ((this.bits[number >> 3] ?? 0) & (1 << (number & 7))) !== 0;
  }

  add(number: number): void {
    if (this.has(number)) return;
    if (number >> 3 >= this.bits.length) this.grow(number);
    this.bits[number >> 3]! |= 1 << (number & 7);
    this.size += 1;
    this.highest = Math.max(this.highest, number);
  }

  delete(number: number): void {
    if (!this.has(number)) return;
    this.bits[number >> 3]! &= ~(1 << (number & 7));
    this.size -= 1;
  }

  private grow(number: number): void {
    const bits = new Uint8Array(Math.max(this.bits.length * 2, (number >> 3) + 1));
    bits.set(this.bits);
    this.bits = bits;
  }
}
