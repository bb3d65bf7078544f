import { SpiError } from "../services.js";
import { spiFailure } from "./auth.js";
import { type ApiDefinition, failure } from "./definition.js";

const resultCodes: ReadonlySet<string> = new Set(["9000", "8000", "4000", "6001", "6002", "6004"]);

/** Payment: a service of the super app (F-CAT-L3). */
export const paymentApis: readonly ApiDefinition[] = [
  {
    name: "tradePay",
    outlivesPage: true,
    async handler({ params, run, signal }) {
      const given = (["tradeNO", "orderStr", "paymentUrl"] as const).filter((key) => params[key] !== undefined);
      const [key] = given;
      if (given.length !== 1 || key === undefined) {
        return failure(2, "tradePay takes exactly one of tradeNO, orderStr, paymentUrl");
      }
      const value = params[key] as string;
      const scripted = run.answer("tradePay");
      if (scripted !== null && typeof scripted === "object") return { resultCode: String(scripted.value) };
      if (scripted === "cancel") return { resultCode: "6001" };
      const { payment } = run.services;
      if (payment === undefined) return failure(1, "this host offers no payment service");
      await run.foreground();
      const { clientId, merchantId } = run.app.release;
      try {
        const paid = await payment.pay({
          [key]: value,
          ...(clientId === undefined ? {} : { clientId }),
          ...(merchantId === undefined ? {} : { merchantId }),
          context: run.apiContext({ signal }),
        });
        // Only what the program may know goes on: an unknown code must not look like a success.
        if (resultCodes.has(paid?.resultCode)) return { resultCode: paid.resultCode };
        throw new SpiError(1005, "payment.pay gave no result code");
      } catch (cause) {
        if (cause instanceof SpiError && cause.code === 1001) return { resultCode: "6001" };
        if (cause instanceof SpiError && cause.code === 1003) return { resultCode: "6004" };
        return spiFailure(cause, "tradePay");
      }
    },
  },
];
