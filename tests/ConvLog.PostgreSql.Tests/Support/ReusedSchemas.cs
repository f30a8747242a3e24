using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>
/// Schemas on a server that tests reuse in turn, emptied in between: creating one with its partitions takes longer than most tests. The partitions are kept,
/// which changes no result, unless there are many. Their connections are kept too: a new one spends most of its first statements reading the catalog. A test
/// that changes tables has its own <see cref="TestSchema.New"/>.
/// </summary>
internal sealed class ReusedSchemas
{
    // Planning a statement for all partitions of a table takes longer than emptying one partition, so only those with rows are emptied. A large one is
    // truncated,
    // so that later reads do not pass over its dead rows.
    // All rows except the version, the ID of the keys, the partitions, and the ends of the access log's chain.
    private const string Empty = """
        DO $$ DECLARE t record; BEGIN
            FOR t IN SELECT CASE WHEN c.relispartition AND pg_relation_size(c.oid) > 200000 THEN 'TRUNCATE %s' ELSE 'DELETE FROM %s WHERE %s' END AS statement,
                    format('%I.%I', n.nspname, c.relname) AS name, CASE c.relname WHEN 'meta' THEN 'key <> ''id''' ELSE 'true' END AS gone
                FROM pg_namespace AS n CROSS JOIN LATERAL
                    -- What depends on a schema has an index, what is in it has none.
                    (SELECT oid, relname, relispartition FROM pg_depend JOIN pg_class ON oid = objid AND relkind = 'r'
                    WHERE refclassid = 'pg_namespace'::regclass AND refobjid = n.oid AND classid = 'pg_class'::regclass
                    OFFSET 0) AS c -- Else all sizes are read.
                WHERE n.nspname IN ('{0}', '{1}') AND c.relname NOT IN ('store_version', 'partition', 'access_chain') AND pg_relation_size(c.oid) > 0
                ORDER BY c.relname = 'erasure' -- Others refer to it.
            LOOP
                EXECUTE format(t.statement, t.name, t.gone);
            END LOOP;
            IF to_regclass('{0}.access_chain') IS NOT NULL THEN
                UPDATE {0}.access_chain SET removed = 0, removed_hash = decode(repeat('00', 32), 'hex'), last = 0, last_hash = decode(repeat('00', 32), 'hex');
            END IF;
        END $$
        """;

    // Statements are planned for all partitions: with 18 of them, a test took four times as long.
    private const int MostPartitions = 4;

    private const string CountPartitions = """
        SELECT count(*) FROM pg_inherits WHERE inhparent = to_regclass($1 || '.entry')
        """;

    private static readonly ConcurrentDictionary<(string Server, string Kind), ReusedSchemas> s_servers = new();

    private readonly ConcurrentDictionary<(string Server, string Schema), NpgsqlDataSource> _connections = new();
    private readonly ConcurrentBag<TestSchema> _free = [];
    private readonly string _connectionString;
    private readonly NpgsqlDataSource _server;

    private ReusedSchemas(string connectionString)
    {
        (_connectionString, _server) = (connectionString, NpgsqlDataSource.Create(connectionString));
        if (PostgresServer.IsGiven)
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => DropAll(connectionString); // Our own servers end with this process.
        }
    }

    /// <summary>The schemas of a server.</summary>
    /// <param name="connectionString">The server.</param>
    /// <param name="kind">The kind of schemas, for tests that create other partitions than most.</param>
    public static ReusedSchemas On(string connectionString, string kind = "")
        => s_servers.GetOrAdd((connectionString, kind), static of => new ReusedSchemas(of.Server));

    public TestSchema Take() => _free.TryTake(out var schema) ? schema : TestSchema.New() with { Connections = Connections };

    /// <summary>Returns a schema with unchanged tables and any content.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="mostPartitions">The number of partitions of a table up to which it is reused.</param>
    public async Task GiveBackAsync(TestSchema schema, int mostPartitions = MostPartitions)
    {
        if (await PartitionsOfAsync(schema) > mostPartitions)
        {
            await LeaveAsync(schema);
            return;
        }

        while (!await TryEmptyAsync(schema))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        _free.Add(schema);
    }

    // A transaction that a store abandoned when it was closed may still be ending on the server, and lock the same rows in another order.
    private async Task<bool> TryEmptyAsync(TestSchema schema)
    {
        try
        {
            await using var empty = _server.CreateCommand(string.Format(CultureInfo.InvariantCulture, Empty, schema.Name, schema.KeysName));
            await empty.ExecuteNonQueryAsync();
            return true;
        }
        catch (PostgresException e) when (string.Equals(e.SqlState, PostgresErrorCodes.DeadlockDetected, StringComparison.Ordinal))
        {
            return false;
        }
    }

    private async Task LeaveAsync(TestSchema schema)
    {
        foreach (var key in _connections.Keys.Where(key => string.Equals(key.Schema, schema.Name, StringComparison.Ordinal)))
        {
            if (_connections.TryRemove(key, out var connections))
            {
                await connections.DisposeAsync();
            }
        }

        await schema.DropAsync(_connectionString);
    }

    private async Task<long> PartitionsOfAsync(TestSchema schema)
    {
        await using var count = _server.CreateCommand(CountPartitions);
        count.Parameters.Add(new NpgsqlParameter<string> { TypedValue = schema.Name });
        return (long)(await count.ExecuteScalarAsync())!;
    }

    // The connections shared by successive stores on a schema.
    private NpgsqlDataSource Connections(string schema, NpgsqlSlimDataSourceBuilder builder)
        => _connections.GetOrAdd((builder.ConnectionStringBuilder.ConnectionString, schema), _ =>
        {
            (builder.ConnectionStringBuilder.ConnectionIdleLifetime, builder.ConnectionStringBuilder.ConnectionPruningInterval) = (60, 30);
            return builder.Build();
        });

    private void DropAll(string connectionString) => Task.WaitAll([.. _free.Select(schema => schema.DropAsync(connectionString))]);
}
