using System.Collections.Concurrent;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Npgsql;

namespace ConvLog.PostgreSql.Tests.Statistics;

/// <summary>Statistics and lists of a period get a plan for that period, however often they run on a connection.</summary>
public sealed class StatisticsPlanTests : IAsyncLifetime
{
    private const int Connections = 4;

    private readonly TestSchema _schema = ReusedSchemas.On(PostgresServer.ConnectionString).Take();
    private readonly PostgreSqlConversationStore _store;
    private readonly ConcurrentDictionary<string, NpgsqlDataSource> _sources = new(StringComparer.Ordinal); // With and without prepared statements.

    public StatisticsPlanTests()
    {
        var options = _schema.Options();
        options.SharedConnections = (_, builder) =>
        {
            builder.ConnectionStringBuilder.MaxPoolSize = Connections;
            return _sources.GetOrAdd(builder.ConnectionStringBuilder.ConnectionString, _ => builder.Build());
        };
        _store = new PostgreSqlConversationStore(PostgresServer.ConnectionString, options);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        foreach (var source in _sources.Values)
        {
            await source.DisposeAsync();
        }

        await ReusedSchemas.On(PostgresServer.ConnectionString).GiveBackAsync(_schema);
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Statistics_statements_use_no_generic_plans()
    {
        var period = new StatisticsQuery { From = Some.At(-5 * 24 * 60), To = Some.At(5 * 24 * 60), CountModels = true };
        await _store.WriteAsync([Some.Opening()]);
        for (int i = 0; i < 15 * Connections; i++) // Enough for each connection to prepare a statement, and to use a generic plan where that is allowed.
        {
            await _store.ReadStatisticsAsync(period);
            await _store.ReadCallStatisticsAsync(new CallQuery { Period = period }, withPii: false);
            await _store.ReadErrorMessagesAsync(period, 10);
        }

        var (custom, generic) = await PlansAsync("statement LIKE '%started >= %'");

        custom.Should().BePositive("they are prepared");
        generic.Should().Be(0);
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Lists_of_a_period_use_custom_plans_and_unbounded_lists_a_generic_plan()
    {
        await _store.WriteAsync([Some.Opening()]);
        for (int i = 0; i < 15 * Connections; i++)
        {
            await _store.ListAsync(new ConversationQuery { From = Some.At(-i) }, withPii: false);
            await _store.ListAsync(new ConversationQuery(), withPii: false);
        }

        const string List = "statement LIKE '%SELECT c.conversation, c.day, c.id, c.created, c.key%' AND statement";
        var (ofTime, anyTime) = await PlansAsync($"{List} LIKE '%c.created >= %'");
        var (ofThese, once) = await PlansAsync($"{List} NOT LIKE '%c.created >= %'");

        (ofTime > 0, anyTime).Should().Be((true, 0));
        (ofThese, once > 0).Should().Be((0, true));
    }

    // How many executions used custom plans, and how many generic ones.
    private async Task<(decimal Custom, decimal Generic)> PlansAsync(string condition)
    {
        await _store.DisposeAsync(); // Its connections remain in the pool, with their prepared statements.
        decimal custom = 0;
        decimal generic = 0;
        var connections = await Task.WhenAll(_sources.Values.SelectMany(static source => Enumerable.Repeat(source, Connections))
            .Select(static async source => await source.OpenConnectionAsync()));
        foreach (var connection in connections)
        {
            await using var closing = connection;
            await using var command = new NpgsqlCommand(
                $"SELECT coalesce(sum(custom_plans), 0), coalesce(sum(generic_plans), 0) FROM pg_prepared_statements WHERE {condition}", connection);
            await using var row = await command.ExecuteReaderAsync();
            await row.ReadAsync();
            (custom, generic) = (custom + row.GetDecimal(0), generic + row.GetDecimal(1));
        }

        return (custom, generic);
    }
}
