// Fetches frames, one request at a time. Not asking is pausing; when the server is busy or gone, it asks again later.

const LONGEST = 15000; // for one answer, in ms
const SLOWEST = 3000; // longest wait before the next try, in ms

export class Puller {
  constructor(address, report) {
    this.address = address;
    this.report = report; // called with the run and {answer, bytes} or {refused: sentence}
    this.failures = this.readyAt = 0;
  }

  get waiting() { return this.failures > 0; }

  // Asks for frames unless a request is under way or it is too early to try again.
  pull(run, { from, every, count, views }) {
    if (this.control || performance.now() < this.readyAt) return;
    this.control = new AbortController();
    const address = new URL(this.address);
    address.search = `run=${run.code}&from=${from}&every=${every}&count=${count}&views=${views.join(",")}`;
    this.fetch(address, run, this.control);
  }

  async fetch(address, run, control) {
    let result;
    try {
      const signal = AbortSignal.any([control.signal, AbortSignal.timeout(LONGEST)]);
      const response = await fetch(address, { signal });
      const text = await response.text();
      if (response.status === 400) result = { refused: JSON.parse(text).error };
      else if (response.ok) result = { answer: JSON.parse(text), bytes: text.length };
      else this.later(+response.headers.get("Retry-After") * 1000);
    } catch (error) {
      if (control.signal.aborted) return;
      this.later(0);
    }
    if (this.control === control) this.control = null;
    if (!result) return;
    this.failures = 0;
    this.report(run, result);
  }

  // Waits longer after each failure, and never less than the server has asked for.
  later(asked) {
    this.failures += 1;
    const delay = Math.min(500 * 2 ** (this.failures - 1), SLOWEST);
    this.readyAt = performance.now() + Math.max(delay, Math.min(asked || 0, 10000));
  }

  abort() {
    this.control?.abort();
    Object.assign(this, { control: null, readyAt: 0 });
  }
}
