/** A text field of the document. */
export type Field = HTMLInputElement | HTMLTextAreaElement;

/** Milliseconds after which a value that was sent is no longer expected to come back. */
const ANSWER_WITHIN = 2_000;
/** Milliseconds of quiet after which a controlled field goes back to its bound value. */
const REVERT_AFTER = 300;

interface FieldState {
  /** Values sent to the program and not yet answered by data, oldest first. */
  sent: { value: string; at: number }[];
  cancel: (() => void) | null;
}

const states = new WeakMap<Field, FieldState>();

function stateOf(field: Field): FieldState {
  let state = states.get(field);
  if (state === undefined) {
    state = { sent: [], cancel: null };
    states.set(field, state);
  }
  return state;
}

/** Value last bound by data: where a reset goes back to. Kept by the field itself, so that clones have it. */
export const boundValue = (field: Field): string => field.defaultValue;

/**
 * Sets the value of a field from data without losing what was typed since (F-TAG-3).
 *
 * Data lag behind the keyboard. When a program answers "a" while the field already says "ab", the answer is an echo and
 * is let pass. When it answers something else (upper case, a cut), the answer is to the oldest value that is still
 * open, and what was typed after that value is put behind the answer.
 */
export function bindValue(field: Field, value: string, now: number): void {
  const state = stateOf(field);
  const typed = field.value;
  field.defaultValue = value;
  // A field nobody has touched follows its default by itself; from here on it does not.
  field.value = typed;
  state.cancel?.();
  state.cancel = null;
  state.sent = state.sent.filter((entry) => now - entry.at < ANSWER_WITHIN);
  const echo = state.sent.findIndex((entry) => entry.value === value);
  if (echo >= 0) {
    const last = echo === state.sent.length - 1;
    state.sent.splice(0, echo + 1);
    if (last) write(field, value);
    return;
  }
  const answered = state.sent.shift();
  if (answered !== undefined && typed !== answered.value && typed.startsWith(answered.value)) {
    write(field, value + typed.slice(answered.value.length));
  } else write(field, value);
}

/** Notes a value that goes to the program; a controlled field comes back to its bound value if no answer comes. */
export function sendValue(field: Field, now: number, timer: ((ms: number, fn: () => void) => () => void) | null): void {
  const state = stateOf(field);
  state.sent.push({ value: field.value, at: now });
  if (state.sent.length > 50) state.sent.shift();
  state.cancel?.();
  state.cancel = null;
  if (timer !== null) {
    state.cancel = timer(REVERT_AFTER, () => {
      state.sent = [];
      write(field, boundValue(field));
    });
  }
}

/** Writes a value and leaves the caret where the user has it, counted from the end if the length changed there. */
function write(field: Field, value: string): void {
  const before = field.value;
  if (before === value) return;
  const caret = field.selectionStart;
  field.value = value;
  if (caret === null || field.getRootNode().nodeType !== 11) return;
  if ((field.getRootNode() as ShadowRoot).activeElement !== field) return;
  const at = caret === before.length ? value.length : Math.min(caret, value.length);
  field.setSelectionRange(at, at);
}
