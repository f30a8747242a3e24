using System.Globalization;

namespace ConvLog.PostgreSql.Connections;

/// <summary>
/// The partitions that a statement reads. It names their days as numbers, not as parameters: so the server neither plans nor locks any other partition, also
/// where a statement is planned once for all values.
/// </summary>
internal sealed class PartitionRange
{
    private readonly List<DaySpan> _spans = [];
    private readonly bool _isAll;

    private PartitionRange() => _isAll = true;

    /// <param name="partitions">The days of each, the last first.</param>
    public PartitionRange(IEnumerable<DaySpan> partitions)
    {
        foreach (var span in partitions)
        {
            if (_spans.Count > 0 && _spans[^1].First == span.Ends)
            {
                _spans[^1] = _spans[^1] with { First = span.First };
            }
            else
            {
                _spans.Add(span);
            }
        }
    }

    /// <summary>Whatever partitions there are.</summary>
    public static PartitionRange All { get; } = new();

    /// <summary>The condition on a table with a column <c>day</c>, to follow others; empty for all partitions.</summary>
    /// <param name="table">The table's name in the statement.</param>
    public string And(string table) => _isAll ? "" : $" AND {Condition($"{table}.day")}";

    /// <summary>The condition on a column.</summary>
    public string Condition(string column)
        => _isAll ? "true" : _spans.Count == 0 ? "false" : $"({string.Join(" OR ", _spans.Select(span => Of(column, span)))})";

    private static string Of(string column, DaySpan span)
        => string.Create(CultureInfo.InvariantCulture, $"{column} >= {span.First} AND {column} < {span.Ends}");
}
