/** Why one node cannot be taken; the rest of the document may still be. */
export class RefusedNode extends Error {
  constructor(
    readonly node: string,
    /** Which of its keys, as a JSON pointer below the node; empty where it is the node itself. */
    readonly key: string,
    readonly reason: string,
  ) {
    super(reason);
    this.name = 'RefusedNode';
  }
}
