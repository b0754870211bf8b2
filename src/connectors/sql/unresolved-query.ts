/** Why it cannot be told what the columns of a query are made from: an end of a sentence. */
export class UnresolvedQuery extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'UnresolvedQuery';
  }
}
