using System.Text.RegularExpressions;

namespace ConvLog.PostgreSql.Schema;

/// <summary>What makes one partition of every table: <c>partition.sql</c>.</summary>
internal static partial class PartitionScripts
{
    /// <summary>Makes a partition.</summary>
    public static string All { get; } = Migrations.Text("Data.partition.sql");

    /// <summary>The partitioned tables.</summary>
    public static IReadOnlyList<string> Tables { get; } = TablesIn(All);

    /// <summary>The partitioned tables of which a script makes a partition.</summary>
    public static IReadOnlyList<string> TablesIn(string script) => [.. TableName().Matches(script).Select(static match => match.Groups["table"].Value)];

    [GeneratedRegex(@"^CREATE TABLE \{schema\}\.(?<table>\w+)_\{p\} ",
        RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TableName();
}
