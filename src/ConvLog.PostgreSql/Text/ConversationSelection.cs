namespace ConvLog.PostgreSql.Text;

/// <summary>Which conversations are of interest where documents are looked for.</summary>
/// <param name="Sql">A condition on a row of <c>#.conversation</c>, which it calls <c>c</c>.</param>
/// <param name="Parameters">The condition's parameters, <c>$1</c>, <c>$2</c>…</param>
internal sealed record ConversationSelection(string Sql, object?[] Parameters)
{
    /// <summary>All that lists show, or all debugging.</summary>
    public static ConversationSelection All(bool debug) => new(debug ? "c.listed = 0" : "c.listed = 1", []);

    /// <summary>Those of these that meet another condition too, which has the same parameters.</summary>
    public ConversationSelection And(string condition) => this with { Sql = $"({Sql}) AND {condition}" };
}
