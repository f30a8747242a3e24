namespace ConvLog.PostgreSql.Text;

/// <summary>Selects the conversations or the entries to search.</summary>
/// <param name="Sql">A condition on a row of <c>#.conversation</c>, with the alias <c>c</c>, or of <c>#.entry</c>, with the alias <c>e</c>.</param>
/// <param name="Parameters">The parameters of the condition, <c>$1</c>, <c>$2</c>…</param>
internal sealed record RowSelection(string Sql, object?[] Parameters)
{
    /// <summary>All conversations that lists show, or all debugging conversations.</summary>
    public static RowSelection All(bool debug) => new(debug ? "c.listed = 0" : "c.listed = 1", []);

    /// <summary>Adds another condition, which uses the same parameters.</summary>
    public RowSelection And(string condition) => this with { Sql = $"({Sql}) AND {condition}" };
}
