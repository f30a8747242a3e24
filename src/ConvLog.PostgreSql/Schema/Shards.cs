using System.Globalization;
using ConvLog.PostgreSql.Connections;
using Npgsql;

namespace ConvLog.PostgreSql.Schema;

/// <summary>
/// The servers that conversations are spread over by the hash of their number. A partition of days is then itself partitioned on the server that hosts write
/// to, into foreign tables, one for each shard; the shard has the real table, with the keys and indexes of any partition, in a schema that is made as
/// everywhere. Unpartitioned tables of that schema stay empty on a shard. Any thread.
/// </summary>
/// <param name="options">How data is kept.</param>
/// <param name="migrations">Makes the schema on a shard.</param>
internal sealed partial class Shards(PostgreSqlStoreOptions options, Migrations migrations) : IAsyncDisposable
{
    private const string FindPartition = "SELECT first, ends FROM #.partition WHERE first < $2 AND ends > $1";

    private readonly string _schema = Database.Quoted(options.Schema);
    private readonly ServerConnections[] _sources =
        [.. options.Shards.Select(shard => new ServerConnections(shard.ConnectionString, options.Schema, options))];

    /// <summary>Whether there are any. Without, everything stays on one server.</summary>
    public bool Any => _sources.Length > 0;

    /// <summary>
    /// Makes the tables of a partition on every shard. To be called under the lock under which the partition is made, and before <see cref="Script"/> is run:
    /// what a shard has of those days is left over then, from one who did not come to the end of this or of dropping it, and is nobody's.
    /// </summary>
    public async ValueTask MakeAsync(DaySpan days, CancellationToken cancellationToken)
    {
        foreach (var source in _sources)
        {
            var connection = await source.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var closing = connection.ConfigureAwait(false);
            await PrepareAsync(connection, cancellationToken).ConfigureAwait(false);
            var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using var ending = transaction.ConfigureAwait(false);
            foreach (var leftOver in await LeftOverAsync(connection, days, cancellationToken).ConfigureAwait(false))
            {
                await RunAsync(connection, leftOver.Fill(DropScript("DROP TABLE IF EXISTS"), _schema), cancellationToken).ConfigureAwait(false);
            }

            await RunAsync(connection, days.Fill($"{PartitionScripts.All}\n{AwaitDisk};\n{s_awaitDiskOfPartition}", _schema), cancellationToken)
                .ConfigureAwait(false);
            await new Session(connection, _schema).CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes a partition on the server that hosts write to: the tables themselves, or what stands for those of the shards.</summary>
    public string Script(DaySpan days)
    {
        if (!Any)
        {
            return days.Fill(PartitionScripts.All, _schema);
        }

        var script = new List<string>();
        foreach (string table in PartitionScripts.Tables)
        {
            script.Add($"CREATE TABLE {{schema}}.{table}_{{p}} (LIKE {{schema}}.{table} INCLUDING DEFAULTS) PARTITION BY HASH (conversation)");
            script.AddRange(options.Shards.Select((shard, remainder) => string.Create(
                CultureInfo.InvariantCulture,
                $"CREATE FOREIGN TABLE {{schema}}.{table}_{{p}}_{remainder} PARTITION OF {{schema}}.{table}_{{p}} FOR VALUES WITH (MODULUS {_sources.Length}, "
                    + $"REMAINDER {remainder})"
                + $" SERVER {Database.Quoted(shard.Server)} OPTIONS (schema_name {Literal(options.Schema)}, table_name '{table}_{{p}}')")));
        }

        // Attached last, as in the script of one server: so nobody who reads or writes other partitions is waited for, or waits.
        script.AddRange(PartitionScripts.Tables.Select(static table
            => $"ALTER TABLE {{schema}}.{table} ATTACH PARTITION {{schema}}.{table}_{{p}} FOR VALUES FROM ({{first}}) TO ({{ends}})"));
        return days.Fill(string.Join(";\n", script.Append("INSERT INTO {schema}.partition (first, ends) VALUES ({first}, {ends})")), _schema);
    }

    /// <summary>
    /// Drops a partition on the server that hosts write to. Shards are emptied in the same transaction; their empty tables go with <see cref="DropAsync"/>, or
    /// when such a partition is made again.
    /// </summary>
    public string DroppingScript(DaySpan days)
        => days.Fill((Any ? $"TRUNCATE {string.Join(", ", PartitionScripts.Tables.Select(static table => $"{{schema}}.{table}_{{p}}"))};\n" : "")
            + DropScript("DROP TABLE"), _schema);

    /// <summary>
    /// Takes the tables of a partition that was dropped off the shards. To be called under the lock under which partitions are made, so that it is not being
    /// made again.
    /// </summary>
    public async ValueTask DropAsync(DaySpan days, CancellationToken cancellationToken)
    {
        foreach (var source in _sources)
        {
            var connection = await source.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var closing = connection.ConfigureAwait(false);
            await RunAsync(connection, days.Fill(DropScript("DROP TABLE IF EXISTS"), _schema), cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources)
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static string DropScript(string drop)
        => $"{drop} {string.Join(", ", PartitionScripts.Tables.Select(static table => $"{{schema}}.{table}_{{p}}"))};\nDELETE FROM {{schema}}.partition WHERE "
            + $"first = {{first}}";

    private async ValueTask<List<DaySpan>> LeftOverAsync(NpgsqlConnection connection, DaySpan days, CancellationToken cancellationToken)
        => await new Session(connection, _schema).ListAsync(
            FindPartition,
            [days.First, days.Ends],
            DaySpan.Of,
            cancellationToken).ConfigureAwait(false);

    private static async ValueTask RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var disposing = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
