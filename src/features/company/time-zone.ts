/** Whether the runtime knows this IANA name; links such as `Asia/Calcutta` count, offsets such as `+02:00` don't. */
export function isTimeZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
