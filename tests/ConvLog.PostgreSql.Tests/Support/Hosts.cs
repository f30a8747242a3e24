using ConvLog.PostgreSql.Schema;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>Several stores on one schema, like several hosts, with access to the tables.</summary>
/// <param name="changeTables">Whether tables are created or dropped, so that no other test can reuse the schema.</param>
internal sealed class Hosts(bool changeTables = false) : IAsyncDisposable
{
    private readonly List<PostgreSqlConversationStore> _stores = [];

    public TestSchema Schema { get; } = changeTables ? TestSchema.New() : ReusedSchemas.On(PostgresServer.ConnectionString).Take();

    /// <summary>The server with the schema.</summary>
    public string ConnectionString { get; } = changeTables ? PostgresServer.OfTables : PostgresServer.ConnectionString;

    /// <summary>The store of another host.</summary>
    public PostgreSqlConversationStore Open(IKeyRing? ring = null, Action<PostgreSqlStoreOptions>? configure = null)
    {
        var options = Schema.Options();
        options.KeyRing = ring ?? options.KeyRing;
        configure?.Invoke(options);
        var store = new PostgreSqlConversationStore(ConnectionString, options);
        _stores.Add(store);
        return store;
    }

    /// <summary>The number returned by a query. <c>#.</c> is the schema of the data, <c>keys#.</c> that of the keys.</summary>
    public async Task<long> NumberAsync(string sql) => Convert.ToInt64(await ScalarAsync(sql), System.Globalization.CultureInfo.InvariantCulture);

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            sql.Replace("keys#.", Schema.KeysName + ".", StringComparison.Ordinal).Replace("#.", Schema.Name + ".", StringComparison.Ordinal), connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>The tables that contain a text in plain text, in any column of any row.</summary>
    public async Task<List<string>> TablesWithAsync(string text)
    {
        string hex = Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(text)).ToLowerInvariant();
        var found = new List<string>();
        foreach (string table in await TablesAsync())
        {
            if (Convert.ToInt64(await ScalarAsync($"SELECT count(*) FROM {table} AS t WHERE strpos(t::text, '{hex}') > 0 OR strpos(t::text, '{text}') > 0"),
                System.Globalization.CultureInfo.InvariantCulture) > 0)
            {
                found.Add(table);
            }
        }

        return found;
    }

    /// <summary>The number of rows of a conversation in all partitioned tables.</summary>
    public async Task<long> RowsOfAsync(string whereConversation)
    {
        long rows = 0;
        foreach (string table in PartitionScript.Tables.Append("conversation_id"))
        {
            rows += await NumberAsync($"SELECT count(*) FROM #.{table} WHERE {whereConversation}");
        }

        return rows;
    }

    public static async Task ExpireAllAsync(IConversationStore store, RetentionCut cut, int batchSize = 100)
    {
        for (string? after = null; ;)
        {
            after = (await store.ApplyRetentionAsync(cut, batchSize, after)).Next;
            if (after is null)
            {
                return;
            }
        }
    }

    public static async Task WriteAsync(IConversationStore store, params StoreRecord[] records) => await store.WriteAsync(records);

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }

        await (changeTables ? Schema.DropAsync(ConnectionString) : ReusedSchemas.On(ConnectionString).GiveBackAsync(Schema));
    }

    private async Task<List<string>> TablesAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname IN ('{Schema.Name}', '{Schema.KeysName}')", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync())
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }
}
