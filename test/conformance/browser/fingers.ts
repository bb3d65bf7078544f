import type { CDPSession, Page } from "playwright-core";

interface Finger {
  x: number;
  y: number;
  id: number;
}

/** ms between two touches of one movement. */
const STEP = 8;

/** Fingers on the screen of a page: native touches, which scroll, tap and are cancelled as the engine decides. */
export class Fingers {
  readonly #session: CDPSession;
  #down: Finger[] = [];
  /** When the last touch was, as the page is told; ms. */
  #at = 0;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page));
  }

  async #send(type: "touchStart" | "touchMove" | "touchEnd" | "touchCancel", touchPoints = this.#down): Promise<void> {
    await this.#session.send("Input.dispatchTouchEvent", { type, touchPoints, timestamp: this.#at / 1000 });
  }

  /** The next touch is now, or a moment after the one before. */
  #now(): void {
    this.#at = Math.max(Date.now(), this.#at + STEP);
  }

  async down(x: number, y: number, id = 0): Promise<void> {
    this.#now();
    this.#down.push({ x, y, id });
    await this.#send("touchStart");
  }

  async move(x: number, y: number, id = 0): Promise<void> {
    this.#now();
    await this.#moveTo(x, y, id);
  }

  async #moveTo(x: number, y: number, id: number): Promise<void> {
    this.#down = this.#down.map((finger) => (finger.id === id ? { x, y, id } : finger));
    await this.#send("touchMove");
  }

  async up(id = 0): Promise<void> {
    this.#now();
    await this.#lift(id);
  }

  async #lift(id: number): Promise<void> {
    const touchPoints = this.#down.length === 1 ? [] : this.#down.filter((finger) => finger.id === id);
    this.#down = this.#down.filter((finger) => finger.id !== id);
    await this.#send("touchEnd", touchPoints);
  }

  async cancel(): Promise<void> {
    this.#now();
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

  /** Goes along a line in small steps, as fast as fingers do however busy the machine is: a flick stays one. */
  async swipe(from: [x: number, y: number], to: [x: number, y: number], lift = true): Promise<void> {
    await this.down(...from);
    for (let i = 1; i <= 8; i++) {
      this.#at += STEP;
      await this.#moveTo(from[0] + ((to[0] - from[0]) * i) / 8, from[1] + ((to[1] - from[1]) * i) / 8, 0);
    }
    this.#at += STEP;
    if (lift) await this.#lift(0);
  }
}
