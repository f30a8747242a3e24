using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Writing.Records;

/// <summary>Each model call has one row, in any order and number of writes.</summary>
public sealed class ModelCallRowsTests : IAsyncLifetime
{
    private const string Rows = """
        SELECT string_agg(row, E'\n' ORDER BY row) FROM (
            SELECT format('%s %s %L %s %L %s %s %L %L %L %L %L %L %L %L', encode(c.id, 'escape'), m.id, encode(m.turn_id, 'escape'), encode(m.model, 'escape'),
                encode(m.provider, 'escape'), m.started, m.ended, m.duration, m.first_token, m.outcome, m.input_tokens, m.output_tokens, m.cached_tokens,
                encode(m.cost, 'escape'), encode(m.currency, 'escape')) AS row
            FROM #.model_call AS m JOIN #.conversation AS c USING (conversation, day)) AS rows
        """;

    private TestSchema _schema = ReusedSchemas.On(PostgresServer.ConnectionString).Take();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await ReusedSchemas.On(PostgresServer.ConnectionString).GiveBackAsync(_schema);

    [Fact]
    public async Task A_model_call_has_one_row_in_any_order_and_number_of_writes()
    {
        await WriteAsync(ModelCallSamples.All);
        string written = await RowsAsync();
        written.Split('\n').Should().HaveCount(5);
        written.Should().Contain("gpt-y 'azure'").And.Contain("'10000000' '10000' '0' '310' '42' '300' '0.0012' 'EUR'");

        await WriteAsync(ModelCallSamples.All);
        (await RowsAsync()).Should().Be(written, "it was written again");

        foreach (bool oneByOne in (bool[])[true, false])
        {
            await ReusedSchemas.On(PostgresServer.ConnectionString).GiveBackAsync(_schema);
            _schema = ReusedSchemas.On(PostgresServer.ConnectionString).Take();
            StoreRecord[] reversed = [.. ModelCallSamples.All.Reverse()];
            await WriteAsync([.. oneByOne ? reversed.Chunk(1) : [reversed]]);

            (await RowsAsync()).Should().Be(written, "ends came before their beginnings");
        }
    }

    [Fact]
    public async Task Rows_are_deleted_with_their_conversation()
    {
        await WriteAsync(ModelCallSamples.All);
        await using (var store = Open())
        {
            await store.EraseAsync(ErasureRequest.OfConversation("one", "dpo", Some.At(1_000)));
            (await RunAsync("SELECT count(*) FROM #.model_call")).Should().Be(1L);
            await store.ApplyRetentionAsync(new RetentionCut { At = Some.At(10_000), ConversationsBefore = Some.At(9_000) }, 100, null);
        }

        (await RunAsync("SELECT count(*) FROM #.model_call")).Should().Be(0L);
    }

    private PostgreSqlConversationStore Open() => new(PostgresServer.ConnectionString, _schema.Options());

    private async Task WriteAsync(params IEnumerable<IReadOnlyList<StoreRecord>> batches)
    {
        await using var store = Open();
        foreach (var records in batches)
        {
            await store.WriteAsync(records);
        }
    }

    private async Task<string> RowsAsync() => (string)(await RunAsync(Rows))!;

    private async Task<object?> RunAsync(string sql)
        => await PostgresServer.RunAsync(PostgresServer.ConnectionString, sql.Replace("#.", _schema.Name + ".", StringComparison.Ordinal));
}
