using System.Net.Sockets;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using Npgsql;

namespace ConvLog.PostgreSql.Schema;

/// <content>What a shard needs before anything is written to it.</content>
internal sealed partial class Shards
{
    // What hosts write is committed on a shard by postgres_fdw, in a session of which the coordinator decides nothing: there the tables themselves make commits
    // wait for the disk. postgres_fdw writes to a partition's own tables, whose triggers are for statements; a statement costs one call.
    private const string AwaitDisk = """
        CREATE OR REPLACE FUNCTION {schema}.await_disk() RETURNS trigger LANGUAGE plpgsql AS $function$
        BEGIN
            IF pg_catalog.current_setting('synchronous_commit') = 'off' THEN
                PERFORM pg_catalog.set_config('synchronous_commit', 'on', true);
            END IF;
            RETURN NULL;
        END $function$
        """;

    // Partitions of which a table, such as one that a migration brought, does not have the trigger.
    private const string FindHasty = """
        SELECT first, ends FROM #.partition WHERE (
            SELECT count(*) FROM pg_catalog.pg_trigger AS t JOIN pg_catalog.pg_class AS c ON c.oid = t.tgrelid JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname = pg_catalog.convert_from($1, 'UTF8') AND t.tgname = 'await_disk'
                AND c.relname = ANY (SELECT pg_catalog.convert_from(name, 'UTF8') || pg_catalog.to_char(date '0001-01-01' + first, '_YYYYMMDD') FROM unnest($2) AS name)
            ) < pg_catalog.cardinality($2)
        """;

    private static readonly string s_awaitDiskOfPartition = string.Join(";\n", PartitionScripts.Tables.Select(static table =>
        $"CREATE OR REPLACE TRIGGER await_disk BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {{schema}}.{table}_{{p}} FOR EACH STATEMENT EXECUTE FUNCTION "
            + $"{{schema}}.await_disk()"));

    /// <summary>Asks each shard what it promises of what is committed.</summary>
    public IReadOnlyList<Func<CancellationToken, ValueTask<ServerPromise>>> Promises
        => [.. _sources.Select((source, shard)
            => (Func<CancellationToken, ValueTask<ServerPromise>>)(token => PromiseAsync(source, options.Shards[shard].Server, token)))];

    /// <summary>Brings the schemas of all shards to this version, side by side.</summary>
    /// <param name="mustAll">Whether one that cannot be reached makes it fail; else that one is left for when a partition is made.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="SchemaRefusedException">A shard's tables are not those of its version.</exception>
    public async ValueTask PrepareAsync(bool mustAll, CancellationToken cancellationToken)
        => await Task.WhenAll(_sources.Select(source => PrepareAsync(source, mustAll, cancellationToken))).ConfigureAwait(false);

    private async Task PrepareAsync(ServerConnections source, bool mustReach, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await source.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var closing = connection.ConfigureAwait(false);
            await PrepareAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!mustReach && Faults.IsLost(e))
        {
            // What is on other shards goes on; health reports this one.
        }
    }

    private async ValueTask PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await migrations.RunAsync(connection, cancellationToken).ConfigureAwait(false);
        var session = new Session(connection, _schema);
        string[] tables = [.. PartitionScripts.Tables];
        var hasty = await session.ListAsync(
            FindHasty, [options.Schema, tables], DaySpan.Of, cancellationToken).ConfigureAwait(false);
        if (hasty.Count == 0)
        {
            return;
        }

        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        foreach (var days in hasty)
        {
            await RunAsync(connection, days.Fill($"{AwaitDisk};\n{s_awaitDiskOfPartition}", _schema), cancellationToken).ConfigureAwait(false);
        }

        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<ServerPromise> PromiseAsync(ServerConnections source, string server, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await source.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using var closing = connection.ConfigureAwait(false);
            return await ServerPromise.OfAsync(new Session(connection, _schema), $"The shard {server}", migrations.Tables, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or IOException or TimeoutException)
        {
            throw new ConversationStoreException(StoreFault.Unavailable, $"The shard {server} cannot be asked. {Faults.Of(e).Message}", e);
        }
    }
}
