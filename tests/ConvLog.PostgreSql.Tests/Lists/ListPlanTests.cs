using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Lists;

/// <summary>How the server reads a page: along the indexes of all partitions at once, in the order that was asked for, until the page is full.</summary>
public sealed class ListPlanTests : IAsyncLifetime
{
    private readonly TestSchema _schema = TestSchema.New();
    private readonly PostgreSqlConversationStore _store;

    public ListPlanTests() => _store = new PostgreSqlConversationStore(PostgresServer.ConnectionString, _schema.Options());

    public async Task InitializeAsync()
        => await _store.WriteAsync([.. Enumerable.Range(0, 30).Select(static i => Some.Opening($"c{i}") with { OpenedAt = Some.At(0).AddDays(i) })]);

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _schema.DropAsync(PostgresServer.ConnectionString);
    }

    [Theory]
    [InlineData(ConversationSort.Created, false)]
    [InlineData(ConversationSort.Updated, false)]
    [InlineData(ConversationSort.Updated, true)]
    [InlineData(ConversationSort.Duration, false)]
    [InlineData(ConversationSort.Duration, true)]
    [InlineData(ConversationSort.Tokens, false)]
    [InlineData(ConversationSort.Errors, false)]
    [InlineData(ConversationSort.Errors, true)]
    public async Task Every_order_has_an_index_that_each_page_is_read_along(ConversationSort sort, bool withPii)
    {
        var first = new ConversationQuery { Sort = sort };
        foreach (var query in (ConversationQuery[])[first, first with { Ascending = true }, first with { After = new ListPosition(7, "c7") }])
        {
            var plan = await PlanAsync(query, withPii);

            plan.Should().Contain(static line => line.Contains("Merge Append", StringComparison.Ordinal), "a page of {0} ends where it is full", query);
            plan.Should().NotContain(static line => line.Contains("->  Sort", StringComparison.Ordinal) || line.Contains("Hash Join", StringComparison.Ordinal));
        }
    }

    // Of so few rows the planner would read all: what is asked is whether it can do otherwise.
    private async Task<List<string>> PlanAsync(ConversationQuery query, bool withPii)
    {
        var options = _schema.Options();
        await using var database = new Database(
            PostgresServer.ConnectionString, null, options.Schema, options, new DatabaseTroubles(options.TimeProvider, options.Logger), static (_, _) => ValueTask.CompletedTask);
        return await database.ReadAsync(
            async (session, cancel) =>
            {
                string[] settings = ["enable_seqscan = off", "enable_bitmapscan = off", "enable_sort = off", "enable_hashjoin = off", "enable_mergejoin = off", "enable_partitionwise_join = on"];
                foreach (string setting in settings)
                {
                    await session.RunAsync($"SET LOCAL {setting}", [], cancel);
                }

                var list = await ConversationList.OfAsync(session, query, withPii, default, cancel);
                (string sql, object?[] parameters) = list.Page();
                return await session.ListAsync($"EXPLAIN {sql}", parameters, static row => row.Value<string>(0), cancel);
            },
            default);
    }
}
