#!/usr/bin/env node
import { buildCheckout } from "./checkout.mjs";

const args = process.argv.slice(2);
await buildCheckout({ simulator: args[0] === "dev" || args[0] === "start" });
const { main } = await import("../dist/main.js");
process.exitCode = await main(args);
