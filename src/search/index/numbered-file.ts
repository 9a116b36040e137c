import { closeSync, fdatasyncSync, fstatSync, openSync } from 'node:fs';
import { damaged } from './errors.js';
import { explainMachine } from './machine.js';
import { readFully, readFullyBeside, writeFully } from './whole-reads.js';

/** An open file of records by paper numbers, as the facts and the vectors of an index are kept. */
export class NumberedFile {
  private open = true;
  private reading = 0;

  private constructor(private readonly descriptor: number) {}

  /**
   * Opens a file, or makes it anew, empty.
   * @param what it holds, for the message: `facts`
   * @throws DamagedIndexError when it cannot be opened; EnvironmentError when the machine is to blame
   */
  static open(path: string, what: string, mode: 'read' | 'write' | 'create'): NumberedFile {
    try {
      return new NumberedFile(openSync(path, { read: 'r', write: 'r+', create: 'w+' }[mode]));
    } catch (error) {
      const explained = explainMachine(error, path);
      throw explained === error ? damaged(what, 'the file cannot be opened', error) : explained;
    }
  }

  /** Reads into a buffer from a place of the file. @returns how many bytes there were, fewer at its end */
  read(into: Buffer, position: number): number {
    return readFully(this.descriptor, into, position);
  }

  /** As `read`, beside other work; 0 of a file that was closed. */
  async readBeside(into: Buffer, position: number): Promise<number> {
    if (!this.open) return 0;
    this.reading += 1;
    try {
      return await readFullyBeside(this.descriptor, into, position);
    } finally {
      this.reading -= 1;
      this.closeUnused();
    }
  }

  write(bytes: Buffer, position: number): void {
    writeFully(this.descriptor, bytes, position);
  }

  /** Its length, and when it was last written. */
  stat(): { size: number; mtimeMs: number; mtimeNs: bigint } {
    const { size, mtimeMs, mtimeNs } = fstatSync(this.descriptor, { bigint: true });
    return { size: Number(size), mtimeMs: Number(mtimeMs), mtimeNs };
  }

  /** Returns when what was written is on the disk. */
  flush(): void {
    fdatasyncSync(this.descriptor);
  }

  /** May be called again. Who still reads beside reads to the end: the number of a closed file is soon another file's. */
  close(): void {
    if (!this.open) return;
    this.open = false;
    this.closeUnused();
  }

  private closeUnused(): void {
    if (!this.open && this.reading === 0) closeSync(this.descriptor);
  }
}
