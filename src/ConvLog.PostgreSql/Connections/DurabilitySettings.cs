namespace ConvLog.PostgreSql.Connections;

/// <summary>What a server guarantees for committed transactions, according to its settings.</summary>
/// <param name="Server">The name of the server at the beginning of messages.</param>
/// <param name="Version">The server's version, as it reports it.</param>
/// <param name="Number">The same as a number: 150014 is 15.14.</param>
/// <param name="Commit">The value of <c>synchronous_commit</c> in a transaction of the store.</param>
/// <param name="Gaps">The missing guarantees, a sentence each, with what to do. Empty if there are none.</param>
internal sealed record DurabilitySettings(string Server, string Version, int Number, string Commit, IReadOnlyList<string> Gaps)
{
    private const string Find = """
        SELECT pg_catalog.convert_to(pg_catalog.current_setting('server_version'), 'UTF8'), pg_catalog.convert_to(pg_catalog.current_setting('synchronous_commit'), 'UTF8'),
            pg_catalog.current_setting('fsync')::boolean, pg_catalog.current_setting('full_page_writes')::boolean,
            pg_catalog.convert_to((SELECT pg_catalog.string_agg(c.relname, ', ' ORDER BY c.relname) FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
                LEFT JOIN pg_catalog.pg_inherits ON inhrelid = c.oid LEFT JOIN pg_catalog.pg_class AS parent ON parent.oid = inhparent
                WHERE c.relpersistence = 'u' AND c.relkind = 'r'
                    AND (n.nspname, coalesce(parent.relname, c.relname)) IN (SELECT pg_catalog.convert_from(s, 'UTF8'), pg_catalog.convert_from(t, 'UTF8') FROM unnest($1, $2) AS own (s, t))), 'UTF8'),
            pg_catalog.current_setting('server_version_num')::integer
        """;

    /// <summary>Reads the guarantees that apply in a transaction of the store.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="server">The name of the server.</param>
    /// <param name="tables">ConvLog's tables on it, each with its schema's name.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask<DurabilitySettings> OfAsync(Session session, string server, IReadOnlyList<(string Schema, string Table)> tables,
        CancellationToken cancellationToken)
    {
        DurabilitySettings? promise = null;
        var reads = new QueryBatch(session);
        reads.Add(Session.AwaitDisk, [], static _ => { });
        reads.Add(Find, [tables.Select(static table => table.Schema).ToArray(), tables.Select(static table => table.Table).ToArray()],
            row => promise = Of(server, row));
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        return promise!;
    }

    /// <summary>One or more sentences, for health and the log.</summary>
    public override string ToString() => Gaps.Count == 0
        ? $"{Server} is PostgreSQL {Version}; acknowledged data is on its disk (synchronous_commit = {Commit})."
        : $"{Server} is PostgreSQL {Version}. {string.Join(' ', Gaps)}";

    private static DurabilitySettings Of(string server, Row row)
    {
        (string version, string commit, string? unlogged) = (row.Text(0), row.Text(1), row.OptionalText(4));
        var gaps = new List<string>();
        if (string.Equals(commit, "off", StringComparison.Ordinal))
        {
            gaps.Add("synchronous_commit is off and cannot be switched on: a crash of the server loses what was acknowledged last. Set it to on for the "
                + "store's role.");
        }

        if (!row.Flag(2))
        {
            gaps.Add("fsync is off: a crash of the machine can lose what was acknowledged, or destroy the database. Set fsync = on.");
        }

        if (!row.Flag(3))
        {
            gaps.Add("full_page_writes is off: a crash of the machine in the middle of a write can destroy pages, unless the file system writes pages whole. "
                + "Set full_page_writes = on.");
        }

        if (unlogged is not null)
        {
            gaps.Add($"Tables are unlogged, so that a crash of the server empties them: {unlogged}. ALTER TABLE … SET LOGGED brings them back.");
        }

        return new DurabilitySettings(server, version, row.Int32(5), commit, gaps);
    }
}
