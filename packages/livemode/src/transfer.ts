/** How far a transfer has come, for a reader: bytes, rate, and what is left of the time. */
export function renderTransfer({
  bytes,
  totalBytes,
  begunBytes,
  seconds,
}: {
  readonly bytes: number
  readonly totalBytes: number
  /** What was there when the clock was started: it says nothing of the rate. */
  readonly begunBytes: number
  readonly seconds: number
}): string {
  const done = `${inMegabytes(bytes)} of ${inMegabytes(totalBytes)} MB`
  const rate = seconds > 0 ? (bytes - begunBytes) / seconds : 0
  if (rate <= 0) return done
  return `${done}, ${inMegabytes(rate)} MB/s, ${renderTime((totalBytes - bytes) / rate)} left`
}

const inMegabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1)

function renderTime(seconds: number): string {
  const whole = Math.ceil(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
