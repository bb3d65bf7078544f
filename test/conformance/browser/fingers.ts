import type { CDPSession, Page } from "playwright-core";

interface Finger {
  x: number;
  y: number;
  id: number;
}

/** Fingers on the screen of a page: native touches, which scroll, tap and are cancelled as the engine decides. */
export class Fingers {
  readonly #session: CDPSession;
  #down: Finger[] = [];

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page));
  }

  async #send(type: "touchStart" | "touchMove" | "touchEnd" | "touchCancel"): Promise<void> {
    await this.#session.send("Input.dispatchTouchEvent", { type, touchPoints: this.#down });
  }

  async down(x: number, y: number, id = 0): Promise<void> {
    this.#down.push({ x, y, id });
    await this.#send("touchStart");
  }

  async move(x: number, y: number, id = 0): Promise<void> {
    this.#down = this.#down.map((finger) => (finger.id === id ? { x, y, id } : finger));
    await this.#send("touchMove");
  }

  async up(id = 0): Promise<void> {
    const touchPoints = this.#down.length === 1 ? [] : this.#down.filter((finger) => finger.id === id);
    this.#down = this.#down.filter((finger) => finger.id !== id);
    await this.#session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints });
  }

  async cancel(): Promise<void> {
    this.#down = [];
    await this.#send("touchCancel");
  }

  async tap(x: number, y: number): Promise<void> {
    await this.down(x, y);
    await this.up();
  }

  /** A tap of a pen. */
  async pen(x: number, y: number): Promise<void> {
    for (const type of ["mousePressed", "mouseReleased"] as const) {
      const point = { x, y, button: "left", clickCount: 1, pointerType: "pen" } as const;
      await this.#session.send("Input.dispatchMouseEvent", { type, ...point });
    }
  }

  /** Goes along a line in small steps. */
  async swipe(from: [x: number, y: number], to: [x: number, y: number], lift = true): Promise<void> {
    await this.down(...from);
    for (let i = 1; i <= 8; i++) {
      await this.move(from[0] + ((to[0] - from[0]) * i) / 8, from[1] + ((to[1] - from[1]) * i) / 8);
    }
    if (lift) await this.up();
  }
}
