using System.Globalization;
using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Schema;

/// <summary>
/// Partitions that are on shards, on the server that hosts write to. A migration that brings a table makes its part of each as those of the other tables are:
/// what the shards have of it was made before, see <see cref="Shards.PrepareAsync(bool, CancellationToken)"/>.
/// </summary>
internal static class ForeignPartitions
{
    private const string Find = """
        SELECT p.first, p.ends, pg_catalog.convert_to(substring(f.relname FROM length(c.relname) + 2), 'UTF8'), pg_catalog.convert_to(s.srvname, 'UTF8'),
            pg_catalog.convert_to(pg_catalog.pg_get_expr(f.relpartbound, f.oid), 'UTF8'),
            (SELECT pg_catalog.convert_to(option_value, 'UTF8') FROM pg_catalog.pg_options_to_table(t.ftoptions) WHERE option_name = 'schema_name')
        FROM #.partition AS p
            JOIN pg_catalog.pg_class AS c ON c.relname = 'entry_' || pg_catalog.to_char(date '0001-01-01' + p.first, 'YYYYMMDD') AND c.relkind = 'p'
            JOIN pg_catalog.pg_inherits AS whole ON whole.inhrelid = c.oid AND whole.inhparent = '#.entry'::pg_catalog.regclass
            JOIN pg_catalog.pg_inherits AS part ON part.inhparent = c.oid JOIN pg_catalog.pg_class AS f ON f.oid = part.inhrelid
            JOIN pg_catalog.pg_foreign_table AS t ON t.ftrelid = f.oid JOIN pg_catalog.pg_foreign_server AS s ON s.oid = t.ftserver
        ORDER BY p.first, f.relname
        """;

    /// <summary>For each partition on shards, a script that makes it of the tables that a script of partitions brings; none where it brings none.</summary>
    public static async ValueTask<IReadOnlyList<string>> OfNewTablesAsync(Session session, string script, CancellationToken cancellationToken)
    {
        var tables = PartitionScripts.TablesIn(script);
        if (tables.Count == 0)
        {
            return [];
        }

        var parts = await session.ListAsync(
            Find,
            [],
            static row => (Days: DaySpan.Of(row), Part: row.Text(2), Server: row.Text(3), Bound: row.Text(4), Schema: row.Text(5)),
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. from days in parts.GroupBy(static part => part.Days)
               from table in tables
               select string.Join(
                   ";\n",
                   [
                       $"CREATE TABLE {{schema}}.{table}_{days.Key.Name} (LIKE {{schema}}.{table} INCLUDING DEFAULTS) PARTITION BY HASH (conversation)",
                       .. days.Select(part => $"CREATE FOREIGN TABLE {{schema}}.{table}_{days.Key.Name}_{part.Part} PARTITION OF "
                           + $"{{schema}}.{table}_{days.Key.Name} {part.Bound} SERVER {Database.Quoted(part.Server)} "
                           + $"OPTIONS (schema_name {Literal(part.Schema)}, table_name '{table}_{days.Key.Name}')"),
                       string.Create(
                           CultureInfo.InvariantCulture,
                           $"ALTER TABLE {{schema}}.{table} ATTACH PARTITION {{schema}}.{table}_{days.Key.Name} FOR VALUES FROM ({days.Key.First}) TO ({days.Key.Ends})"),
                   ]),
        ];
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
