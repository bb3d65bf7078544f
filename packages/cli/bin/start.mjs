// npm start: builds what is missing, then starts everything with the sample programs.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildCheckout } from "./checkout.mjs";

await buildCheckout({ simulator: true });
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    fresh: { type: "boolean", default: false },
    data: { type: "string", default: ".berth" },
  },
});
const { startCommand, processTerminal } = await import("../dist/index.js");
const { serveMerchant } = await import("../dist/merchant.js");
const samples = {
  dir: fileURLToPath(new URL("../../../simulator/programs", import.meta.url)),
  serveMerchant,
  merchantHost: "api.shop.test",
};
process.exitCode = await startCommand({ ...values, port: Number(values.port), samples }, processTerminal());
