import pc from 'picocolors';

export interface TreeNode {
  readonly text: string;
  readonly children: readonly TreeNode[];
}

/** A tree in lines, as `tree` prints directories. */
export function treeLines(node: TreeNode, prefix = ''): string[] {
  return [node.text, ...childLines(node.children, prefix)];
}

function childLines(children: readonly TreeNode[], prefix: string): string[] {
  return children.flatMap((child, index) => {
    const last = index === children.length - 1;
    const [first = '', ...rest] = treeLines(child, `${prefix}${last ? '   ' : '│  '}`);
    return [`${pc.dim(`${prefix}${last ? '└─ ' : '├─ '}`)}${first}`, ...rest];
  });
}
