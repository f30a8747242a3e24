using System.Globalization;
using System.Text.RegularExpressions;
using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Schema;

/// <summary>
/// What makes one partition of every table: <c>partition.sql</c>, and after it <c>partition-000N.sql</c> for each migration N that changes partitions. A new
/// partition gets all of them in order; one that is there gets those of the migrations that its schema lacks. They run where the partition's own tables are:
/// with shards, on each shard.
/// </summary>
internal static partial class PartitionScripts
{
    private const string Prefix = "Data.partition";

    // Those that are on shards are partitioned once more.
    private const string FindLocal = """
        SELECT first, ends FROM #.partition
        WHERE EXISTS (SELECT 1 FROM pg_catalog.pg_inherits JOIN pg_catalog.pg_class AS c ON c.oid = inhrelid
            WHERE inhparent = '#.entry'::pg_catalog.regclass AND c.relkind = 'r' AND c.relname = 'entry_' || pg_catalog.to_char(date '0001-01-01' + first, 'YYYYMMDD'))
        ORDER BY first
        """;

    private static readonly string[] s_resources =
    [
        .. typeof(PartitionScripts).Assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .OrderBy(static name => name.Length).ThenBy(static name => name, StringComparer.Ordinal),
    ];

    /// <summary>All of them, for a new partition.</summary>
    public static string All { get; } = string.Join('\n', s_resources.Select(Migrations.Text));

    /// <summary>The partitioned tables.</summary>
    public static IReadOnlyList<string> Tables { get; } = TablesIn(All);

    /// <summary>The partitioned tables of which a script makes a partition.</summary>
    public static IReadOnlyList<string> TablesIn(string script) => [.. TableName().Matches(script).Select(static match => match.Groups["table"].Value)];

    /// <summary>What a migration changes in a partition that is there; null where it changes nothing.</summary>
    /// <param name="kind">Which scripts: only <c>Data</c> has partitions.</param>
    /// <param name="migration">The migration's number.</param>
    public static string? Of(string kind, int migration)
        => string.Create(CultureInfo.InvariantCulture, $"{kind}.partition-{migration:0000}.sql") is var name
            && s_resources.Contains(name, StringComparer.Ordinal) ? Migrations.Text(name) : null;

    /// <summary>The partitions whose own tables are on this server.</summary>
    public static ValueTask<List<DaySpan>> LocalAsync(Session session, CancellationToken cancellationToken)
        => session.ListAsync(FindLocal, [], DaySpan.Of, cancellationToken);

    [GeneratedRegex(@"^CREATE TABLE \{schema\}\.(?<table>\w+)_\{p\} ",
        RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TableName();
}
