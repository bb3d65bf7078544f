/** Result of a run: calls made, wall time in ms, and answers that did not come or were not what was sent. */
export interface RunResult {
  calls: number;
  ms: number;
  lost: number;
}

/** 200 bytes, different for each place of a wave, so that a wrong answer is seen. */
const textOf = (place: number): string => String(place).padStart(200, "x");

/**
 * Makes `calls` calls, `wave` of them open at once, and looks at every answer. The program of bench/programs/bridge does
 * the same with `my.call`.
 */
export async function runRounds(
  echo: (params: { text: string }) => Promise<{ text: string }>,
  calls: number,
  wave: number,
): Promise<RunResult> {
  const texts = Array.from({ length: wave }, (_, place) => textOf(place));
  let lost = 0;
  const start = Date.now();
  for (let made = 0; made < calls; made += wave) {
    const answers = await Promise.all(texts.map((text) => echo({ text }).catch(() => null)));
    for (let i = 0; i < wave; i++) if (answers[i]?.text !== texts[i]) lost += 1;
  }
  return { calls, ms: Date.now() - start, lost };
}
