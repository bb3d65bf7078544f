const encoder = new TextEncoder();

/** Bytes of a file made of pieces: most were encoded in an earlier run, and are only copied. */
export class ByteWriter {
  readonly #pieces: Uint8Array[] = [];
  /** Texts since the last piece, encoded at once. */
  #text = "";

  /** Adds a text; a lone surrogate must not be split between two. */
  text(text: string): void {
    this.#text += text;
  }

  /** Adds what was encoded before. */
  bytes(piece: Uint8Array): void {
    if (this.#text !== "") this.#pieces.push(encoder.encode(this.#text));
    this.#text = "";
    this.#pieces.push(piece);
  }

  /** Everything added so far. */
  done(): Uint8Array {
    this.bytes(new Uint8Array());
    const all = new Uint8Array(this.#pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of this.#pieces) {
      all.set(piece, at);
      at += piece.length;
    }
    return all;
  }
}

/** UTF-8 of a text. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}
