namespace ConvLog.PostgreSql.Text;

/// <summary>Which entries are asked for among those that have a field.</summary>
/// <param name="Sql">A condition on a row of <c>#.entry</c>, which it calls <c>e</c>.</param>
/// <param name="Parameters">The condition's parameters, <c>$1</c>, <c>$2</c>…</param>
internal sealed record EntrySelection(string Sql, object?[] Parameters);
