/** The code desk of T-CODE-1 to T-CODE-3: gets a code from the service and gives it out once. */
export interface CodeDesk {
  /**
   * Asks `obtain` for a code and returns it if its form is right, it was never delivered before and is not too old;
   * asks once more if it is too old. Returns a refusal otherwise.
   */
  deliver(
    obtain: () => Promise<{
      authCode: string;
      successScopes: string[];
      errorScopes?: Record<string, string>;
      lifetimeSeconds?: number;
    }>,
    signal: AbortSignal,
  ): Promise<
    | { ok: true; authCode: string; successScopes: string[]; errorScopes: Record<string, string> }
    | { ok: false; error: 3 | 10; message: string }
  >;
}
