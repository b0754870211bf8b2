/** What the query page opens with. */
export const EXAMPLE_QUERY = `# What breaks when this column is dropped?
# Names that mean one thing are as good as ids.
# Asked for a token? Put it under Headers below: { "Authorization": "Bearer hw_…" }
{
  impact(of: "orders.count_30d", change: DROP, first: 20) {
    totals { total live bySeverity { severity total } }
    items {
      severity effect state certainty
      entity { kind name }
      why { downstream type upstream stated }
    }
    answer { complete sources { service lastSync outcome } }
  }
}
`;
