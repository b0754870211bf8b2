/** Labels, where there are any. */
export const labelled = (tags: readonly string[] | undefined): { tags?: readonly string[] } =>
  tags && tags.length > 0 ? { tags } : {};
