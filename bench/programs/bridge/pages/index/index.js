Page({
  // One call after the other: the round trip.
  async single() {
    const calls = 1000;
    const start = Date.now();
    for (let i = 0; i < calls; i++) await my.getServerTime();
    console.log("bench", JSON.stringify({ name: "single", calls, ms: Date.now() - start }));
  },
  // As many as the host lets be open at once: the throughput.
  async many() {
    const calls = 5000;
    const wave = 500;
    let lost = 0;
    const start = Date.now();
    for (let i = 0; i < calls; i += wave) {
      const answers = await Promise.all(Array.from({ length: wave }, () => my.getServerTime()));
      lost += answers.filter((answer) => typeof answer.time !== "number").length;
    }
    console.log("bench", JSON.stringify({ name: "many", calls, lost, ms: Date.now() - start }));
  },
});
