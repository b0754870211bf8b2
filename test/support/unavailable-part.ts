/**
 * A real part that cannot be had on this machine: a tool is missing, or a download is out of reach. The tests that
 * need it are left out and the end of the run says so. Any other error in starting a part is a fault and stops the run.
 */
export class UnavailablePart extends Error {
  override readonly name = 'UnavailablePart';

  constructor(
    readonly why: string,
    readonly howToGet: string,
  ) {
    super(`${why} ${howToGet}`);
  }
}
