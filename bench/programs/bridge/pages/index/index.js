// The same rounds as bench/bridge/rounds.ts, with my.call in place of a peer's call.
const echo = (text) => new Promise((resolve) => my.call("echo", { text }, resolve));

async function run(calls, wave) {
  const texts = Array.from({ length: wave }, (_, place) => String(place).padStart(200, "x"));
  let lost = 0;
  const start = Date.now();
  for (let made = 0; made < calls; made += wave) {
    const answers = await Promise.all(texts.map((text) => echo(text)));
    for (let i = 0; i < wave; i++) if (answers[i].text !== texts[i]) lost += 1;
  }
  my.call("report", { result: JSON.stringify({ calls, ms: Date.now() - start, lost }) });
}

Page({
  // One call after the other: the round trip.
  single: () => run(1000, 1),
  // As many as the host lets be open at once: the throughput.
  many: () => run(5000, 500),
  hundredThousand: () => run(100000, 500),
  million: () => run(1000000, 500),
});
