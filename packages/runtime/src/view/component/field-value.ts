/** A text field of the document. */
export type Field = HTMLInputElement | HTMLTextAreaElement;

/**
 * The value of a text field between two writers, the user and data, without a keystroke lost (F-TAG-3).
 *
 * Data lag behind the keyboard. The program hears every value in order and says of each, after the render that follows,
 * that it has dealt with it (`heard`). So each answer of data is known to be the answer to a certain value, and what
 * was typed after that value is done again on top of the answer. While a composition is under way the field is left
 * alone; answers add up until it ends.
 */
export class FieldValue {
  readonly #field: Field;
  /** Value last bound by data. */
  #bound: string;
  /** What the field showed when the program last dealt with it. */
  #base: string;
  /** Values sent and not dealt with yet, oldest first, as they would read on top of the answers so far. */
  #sent: string[] = [];
  #heard = 0;
  #answered = false;
  #composing = false;

  constructor(field: Field) {
    this.#field = field;
    this.#bound = field.value;
    this.#base = field.value;
  }

  /** Whether the program still has values to deal with. */
  get pending(): boolean {
    return this.#sent.length > 0;
  }

  /** Whether data have just answered a value, which `settle` will show. */
  get answers(): boolean {
    return this.#heard > 0;
  }

  /** Takes a value of data; it shows with `settle`. */
  bind(value: string): void {
    this.#bound = value;
    this.#answered = true;
  }

  /** The program has dealt with the oldest value that was sent. */
  heard(): void {
    this.#heard = Math.min(this.#heard + 1, this.#sent.length);
  }

  /** The user changed the field. `sent`: the program will hear of it. */
  typed(sent: boolean): void {
    if (sent) this.#sent.push(this.#field.value);
    else {
      this.#base = this.#field.value;
      this.settle();
    }
  }

  /** A composition begins or ends. */
  compose(on: boolean): void {
    this.#composing = on;
    if (!on) this.settle();
  }

  /** Shows what data and the user say together, at the end of a batch. */
  settle(): void {
    const controlled = this.#field.hasAttribute("controlled");
    if (this.#composing) return;
    const heard = this.#heard;
    if (!this.#answered && heard === 0 && this.#sent.length > 0) return;
    const base = heard > 0 ? (this.#sent[heard - 1] ?? "") : this.#base;
    // A value of data that answers nothing is where a reset goes back to; an answer is not.
    if (this.#answered && heard === 0) this.#keepDefault(this.#bound);
    const answer = this.#answered || controlled ? this.#bound : base;
    this.#sent = this.#sent.slice(heard).map((value) => rebase(base, answer, value));
    this.#heard = 0;
    this.#answered = false;
    this.#base = answer;
    write(this.#field, rebase(base, answer, this.#field.value));
  }

  /** Goes back to the value that data gave at first (F-TAG-22); a controlled field waits for data. */
  reset(): void {
    if (this.#field.hasAttribute("controlled")) return;
    this.#sent = [];
    this.#heard = 0;
    this.#base = this.#field.defaultValue;
    write(this.#field, this.#base);
  }

  #keepDefault(value: string): void {
    const shown = this.#field.value;
    this.#field.defaultValue = value;
    // A field nobody has touched follows its default by itself; from here on it does not.
    if (this.#field.value !== shown) this.#field.value = shown;
  }
}

/** The one place where two texts differ: `[start, end)` of `from` became `text`. Letters behind `caret` rather stay. */
function difference(from: string, to: string, caret: number): { start: number; end: number; text: string } {
  const most = Math.min(from.length, to.length);
  let start = 0;
  let same = 0;
  const tail = (limit: number): void => {
    while (same < limit && from[from.length - 1 - same] === to[to.length - 1 - same]) same++;
  };
  tail(Math.min(most, from.length - caret));
  while (start < most - same && from[start] === to[start]) start++;
  tail(most - start);
  return { start, end: from.length - same, text: to.slice(start, to.length - same) };
}

/** Where a place of `from` is in `to`. */
function place(at: number, { start, end, text }: ReturnType<typeof difference>): number {
  if (at >= end) return at + text.length - (end - start);
  return at <= start ? at : Math.min(at, start + text.length);
}

/** Does on `answer` what made `mine` out of `base`. */
export function rebase(base: string, answer: string, mine: string): string {
  if (mine === base || answer === base) return mine === base ? answer : mine;
  const theirs = difference(base, answer, base.length);
  const own = difference(base, mine, base.length);
  return answer.slice(0, place(own.start, theirs)) + own.text + answer.slice(place(own.end, theirs));
}

/** Writes a value and leaves the caret between the letters where the user has it. */
function write(field: Field, value: string): void {
  const before = field.value;
  if (before === value) return;
  const { selectionStart, selectionEnd } = field;
  field.value = value;
  const root = field.getRootNode();
  if (selectionStart === null || root.nodeType !== 11 || (root as ShadowRoot).activeElement !== field) return;
  const change = difference(before, value, selectionStart);
  field.setSelectionRange(place(selectionStart, change), place(selectionEnd ?? selectionStart, change));
}
