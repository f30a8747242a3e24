using System.Globalization;

namespace ConvLog.PostgreSql.Connections;

/// <summary>
/// The partitions that a statement reads. Their days are literals, not parameters, so that the server neither plans nor locks other partitions, even with a
/// generic plan.
/// </summary>
internal sealed class PartitionRange
{
    private readonly List<DaySpan> _spans = [];
    private readonly bool _isAll;

    private PartitionRange() => _isAll = true;

    /// <param name="partitions">The days of each, latest first.</param>
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

    /// <summary>All partitions.</summary>
    public static PartitionRange All { get; } = new();

    /// <summary>The condition on a table with a column <c>day</c>, appended to others; empty for all partitions.</summary>
    /// <param name="table">The table's name in the statement.</param>
    public string And(string table) => _isAll ? "" : $" AND {Condition($"{table}.day")}";

    /// <summary>The condition on a column.</summary>
    public string Condition(string column)
        => _isAll ? "true" : _spans.Count == 0 ? "false" : $"({string.Join(" OR ", _spans.Select(span => Of(column, span)))})";

    private static string Of(string column, DaySpan span)
        => string.Create(CultureInfo.InvariantCulture, $"{column} >= {span.First} AND {column} < {span.Ends}");
}
