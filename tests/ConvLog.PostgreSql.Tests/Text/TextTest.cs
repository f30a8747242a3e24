using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Text;

/// <summary>The base of tests of the text index: a schema, stores of several hosts on it that index on request, and access to the index.</summary>
public abstract class TextTest : IAsyncLifetime
{
    private readonly List<PostgreSqlConversationStore> _open = [];
    private TestSchema? _schema;
    private bool _changesTables;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var store in _open)
        {
            await store.DisposeAsync();
        }

        await (_changesTables ? Schema.DropAsync(ConnectionString) : ReusedSchemas.On(ConnectionString).GiveBackAsync(Schema));
    }

    private string ConnectionString => _changesTables ? PostgresServer.OfTables : PostgresServer.ConnectionString;

    private TestSchema Schema => _schema ??= _changesTables ? TestSchema.New() : ReusedSchemas.On(ConnectionString).Take();

    protected static EntryRecord Entry(long sequence, string content, params LogField[] fields)
        => Some.Entry(sequence, content) with { Fields = Some.Fields(fields), Timestamp = Some.At(sequence) };

    protected static async Task<IReadOnlyList<SearchHit>> FindAsync(IConversationStore store, string text)
        => (await store.SearchAsync(new SearchQuery { Text = text })).Hits;

    /// <summary>A test that creates or drops tables calls this first: its schema is used by no other test.</summary>
    protected void ChangesTables() => _changesTables = true;

    /// <summary>Opens a store of another host.</summary>
    /// <param name="change">Changes its options; by default it does not index automatically.</param>
    private protected PostgreSqlConversationStore Open(Action<PostgreSqlStoreOptions>? change = null)
    {
        var options = Options();
        change?.Invoke(options);
        _open.Add(new PostgreSqlConversationStore(ConnectionString, options));
        return _open[^1];
    }

    private protected PostgreSqlStoreOptions Options()
    {
        var options = Schema.Options();
        options.IndexText = false;
        return options;
    }

    /// <summary>The database of a store. Its schema exists.</summary>
    private protected Database OpenDatabase(PostgreSqlStoreOptions? options = null)
    {
        options ??= Options();
        return new Database(
            ConnectionString, null, options.Schema, options, new DatabaseTroubles(options.TimeProvider, options.Logger),
                static (_, _) => ValueTask.CompletedTask);
    }

    /// <summary>Runs a statement; <c>#.</c> is the schema.</summary>
    private protected async Task<object?> RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql.Replace("#.", $"\"{Schema.Name}\".", StringComparison.Ordinal), connection);
        return await command.ExecuteScalarAsync();
    }

    private protected async Task<long> NumberAsync(string sql) => (long)(await RunAsync(sql))!;

    /// <summary>The number of documents of each kind, and of rows still pending.</summary>
    private protected async Task<(long Entries, long Turns, long Pending)> CountAsync() =>
    (
        await NumberAsync("SELECT count(*) FROM #.document WHERE kind = 0"),
        await NumberAsync("SELECT count(*) FROM #.document WHERE kind = 1"),
        await NumberAsync("SELECT count(*) FROM #.to_index"));

    /// <summary>The words of documents of a kind, by the ID of their conversation and their number.</summary>
    private protected async Task<Dictionary<string, string[]>> WordsAsync(int kind)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"SELECT convert_from(i.id, 'UTF8') || ' ' || d.no, tsvector_to_array(d.words) FROM {Schema.Name}.document d JOIN {Schema.Name}.conversation_id i USING "
                + $"(conversation) WHERE d.kind = {kind}", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var words = new Dictionary<string, string[]>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            words.Add(reader.GetString(0), reader.GetFieldValue<string[]>(1));
        }

        return words;
    }
}
