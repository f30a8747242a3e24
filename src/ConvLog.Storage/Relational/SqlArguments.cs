namespace ConvLog.Storage.Relational;

/// <summary>The parameters of a statement that is being built, numbered in order.</summary>
/// <param name="sign">The character before the number of a parameter.</param>
/// <param name="taken">The number of parameters of the statement before these, which have no value here.</param>
internal class SqlArguments(char sign = '$', int taken = 0)
{
    private readonly List<object?> _values = [.. new object?[taken]];

    /// <summary>The values, by the numbers of their parameters.</summary>
    public object?[] Values => [.. _values];

    /// <summary>Adds a value.</summary>
    /// <returns>Its placeholder in the statement, such as <c>$3</c>.</returns>
    public string Add(object? value)
    {
        _values.Add(value);
        return FormattableString.Invariant($"{sign}{_values.Count}");
    }

    /// <summary>The condition that rows of a table are in the partitions of the statement, appended to others; empty without partitions.</summary>
    /// <param name="table">The table's name in the statement.</param>
    public virtual string Within(string table) => "";
}
