namespace ConvLog.PostgreSql.Connections;

/// <summary>The parameters of a statement that is being built, numbered in order.</summary>
/// <param name="range">The partitions that the statement reads; null for all.</param>
internal sealed class SqlArguments(PartitionRange? range = null)
{
    private readonly List<object?> _values = [];

    /// <summary>The values, for <see cref="Session"/>.</summary>
    public object?[] Values => [.. _values];

    /// <summary>Adds a value.</summary>
    /// <returns>Its placeholder in the statement, such as <c>$3</c>.</returns>
    public string Add(object? value)
    {
        _values.Add(value);
        return FormattableString.Invariant($"${_values.Count}");
    }

    /// <summary>The condition that rows of a table are in the partitions of the statement, appended to others (<see cref="PartitionRange.And"/>).</summary>
    /// <param name="table">The table's name in the statement.</param>
    public string Within(string table) => range?.And(table) ?? "";
}
