using System.Text.RegularExpressions;
using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Schema;

/// <summary>The script that creates one partition of every table: <c>partition.sql</c>.</summary>
internal static partial class PartitionScript
{
    /// <summary>The script, with placeholders for the days of a partition (<see cref="DaySpan.Fill"/>).</summary>
    public static string Text { get; } = Migrations.Text("Data.partition.sql");

    /// <summary>The partitioned tables.</summary>
    public static IReadOnlyList<string> Tables { get; } = [.. TableName().Matches(Text).Select(static match => match.Groups["table"].Value)];

    [GeneratedRegex(@"^CREATE TABLE \{schema\}\.(?<table>\w+)_\{p\} ",
        RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TableName();
}
