import { ElementCutter, type Cut, type CutterNames } from './cutter.js';

export interface XmlShape extends CutterNames {
  /** The outermost element may be one of these. */
  roots: readonly string[];
}

const HEAD_BYTES = 4_000;
const TAIL_BYTES = 200;

/** Cuts an XML document that comes in pieces, and knows whether it is the kind that was asked for and whether it is whole. */
export class XmlReader {
  private readonly cutter: ElementCutter;
  private head = Buffer.alloc(0);
  private tail = Buffer.alloc(0);

  constructor(private readonly shape: XmlShape) {
    this.cutter = new ElementCutter(shape);
  }

  push(piece: Uint8Array): Cut[] {
    if (this.head.length < HEAD_BYTES) this.head = Buffer.concat([this.head, piece.subarray(0, HEAD_BYTES - this.head.length)]);
    this.tail = Buffer.concat([this.tail, piece.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES);
    return this.cutter.push(piece);
  }

  end(): Cut[] {
    return this.cutter.end();
  }

  /** Whether the outermost element is one that was asked for. */
  get isOfKind(): boolean {
    return new RegExp(`<(?:[\\w-]+:)?(?:${this.shape.roots.join('|')})[\\s>]`).test(this.beginning);
  }

  /** Whether the outermost element has its end. */
  get isWhole(): boolean {
    return new RegExp(`</(?:[\\w-]+:)?(?:${this.shape.roots.join('|')})\\s*>\\s*$`).test(this.tail.toString('latin1'));
  }

  /** The first characters. */
  get beginning(): string {
    return this.head.toString();
  }
}
