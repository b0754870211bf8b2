/** What a person can do about a failure, in MLflow's terms. */
export function mlflowAdvice(failure: { kind: string; status?: number; body?: string }): string | undefined {
  const { kind, status, body = '' } = failure;
  if (status === 401) {
    return 'The server asks for a login: set "auth.username" and "auth.password" of the service, or "auth.token".';
  }
  if (status === 403 && /Invalid Host header/i.test(body)) {
    return 'MLflow takes requests only for host names it knows: start it with --allowed-hosts naming the host of this address (with its port), or use an IP address.';
  }
  if (status === 403) return 'The user may not read this: give the user of the service the permission READ.';
  if (kind === 'unexpected-content' || status === 404 || status === 405) {
    return 'Is "url" the address of an MLflow tracking server, with its --static-prefix where it has one, and not of a page in front of it?';
  }
  if (kind === 'unreachable') return 'Check "url" and that the server runs.';
  if (kind === 'timeout') return 'Raise "timeoutMs" if the server is just slow.';
  return undefined;
}
