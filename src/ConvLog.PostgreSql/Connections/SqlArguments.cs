namespace ConvLog.PostgreSql.Connections;

/// <summary>The parameters of a statement that is put together: each is given the next number.</summary>
internal sealed class SqlArguments
{
    private readonly List<object?> _values = [];

    /// <summary>The values, for <see cref="Session"/>.</summary>
    public object?[] Values => [.. _values];

    /// <summary>Takes up a value.</summary>
    /// <returns>What stands for it in the statement, such as <c>$3</c>.</returns>
    public string Add(object? value)
    {
        _values.Add(value);
        return FormattableString.Invariant($"${_values.Count}");
    }
}
