/** One moment on both clocks (T-CLK-1). Milliseconds. */
export interface Instant {
  wall: number;
  mono: number;
}
