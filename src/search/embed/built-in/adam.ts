const FIRST_DECAY = 0.9;
const SECOND_DECAY = 0.999;
const EPSILON = 1e-8;

/**
 * Adam (Kingma and Ba, 2015) for a table of which each step touches some vectors: the moments of the others wait as they are.
 */
export class Adam {
  readonly #values: Float32Array;
  readonly #first: Float32Array;
  readonly #second: Float32Array;
  #firstPower = 1;
  #secondPower = 1;
  #rate = 0;

  constructor(values: Float32Array) {
    this.#values = values;
    this.#first = new Float32Array(values.length);
    this.#second = new Float32Array(values.length);
  }

  /** Begins the next step, in which each vector may be moved once. */
  begin(rate: number): void {
    this.#firstPower *= FIRST_DECAY;
    this.#secondPower *= SECOND_DECAY;
    this.#rate = rate;
  }

  /** Moves the vector that begins at `start` against its gradient. */
  move(start: number, gradient: Float32Array): void {
    const values = this.#values, first = this.#first, second = this.#second;
    const rate = this.#rate / (1 - this.#firstPower);
    const correction = 1 / (1 - this.#secondPower);
    for (let k = 0; k < gradient.length; k++) {
      const at = start + k;
      const g = gradient[k]!;
      const m = FIRST_DECAY * first[at]! + (1 - FIRST_DECAY) * g;
      const v = SECOND_DECAY * second[at]! + (1 - SECOND_DECAY) * g * g;
      first[at] = m;
      second[at] = v;
      values[at]! -= (rate * m) / (Math.sqrt(v * correction) + EPSILON);
    }
  }
}
