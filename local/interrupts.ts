/** Interrupts of one run, passed on to the engine, which then finishes what is under way and saves its state. */
export class Interrupts {
  private readonly controller = new AbortController();
  private seen = false;

  /** Ends the engine's process as an interrupt does. */
  readonly signal = this.controller.signal;

  /**
   * @param say Tells the person that the interrupt has come.
   * @param fromTerminal A terminal sends its interrupts to the engine too: a second one, from here, would make it stop at once.
   */
  constructor(say: (line: string) => void, fromTerminal: boolean) {
    process.on("SIGINT", () => {
      if (!this.seen) say("Interrupted: the engine finishes what is under way");
      this.seen = true;
      if (!fromTerminal) this.controller.abort();
    });
    process.on("SIGTERM", () => {
      this.seen = true;
      this.controller.abort();
    });
  }

  get interrupted(): boolean {
    return this.seen;
  }
}
