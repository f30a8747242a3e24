namespace ConvLog.PostgreSql.Text;

/// <summary>Which conversations are of interest where documents are looked for, or which entries.</summary>
/// <param name="Sql">A condition on a row of <c>#.conversation</c>, which it calls <c>c</c>, or of <c>#.entry</c>, which it calls <c>e</c>.</param>
/// <param name="Parameters">The condition's parameters, <c>$1</c>, <c>$2</c>…</param>
internal sealed record RowSelection(string Sql, object?[] Parameters)
{
    /// <summary>All that lists show, or all debugging.</summary>
    public static RowSelection All(bool debug) => new(debug ? "c.listed = 0" : "c.listed = 1", []);

    /// <summary>Those of these that meet another condition too, which has the same parameters.</summary>
    public RowSelection And(string condition) => this with { Sql = $"({Sql}) AND {condition}" };
}
