using System.Globalization;

namespace ConvLog.PostgreSql.Connections;

/// <summary>The days of one partition: from <paramref name="First"/> to the day before <paramref name="Ends"/>, as days since 0001-01-01.</summary>
/// <param name="First">The first day.</param>
/// <param name="Ends">The day after the last.</param>
internal readonly record struct DaySpan(int First, int Ends)
{
    /// <summary>The suffix of its table names: the first day as <c>20261120</c>.</summary>
    public string Name => DateOnly.FromDayNumber(First).ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Each of its days.</summary>
    public IEnumerable<int> Days => Enumerable.Range(First, Ends - First);

    /// <summary>The span in the first two columns of a row.</summary>
    public static DaySpan Of(Row row) => new(row.Int32(0), row.Int32(1));

    /// <summary>Fills a script for partitions with this one.</summary>
    /// <param name="script">The script, with <c>{schema}</c>, <c>{p}</c>, <c>{first}</c> and <c>{ends}</c>.</param>
    /// <param name="schema">The schema, quoted.</param>
    public string Fill(string script, string schema) => script
        .Replace("{schema}", schema, StringComparison.Ordinal)
        .Replace("{p}", Name, StringComparison.Ordinal)
        .Replace("{first}", First.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{ends}", Ends.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
