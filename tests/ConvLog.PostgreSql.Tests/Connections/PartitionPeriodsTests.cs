using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Lists;
using ConvLog.PostgreSql.Statistics;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Statistics;
using ConvLog.Storage.Statistics.Calls;
using ConvLog.StoreContract;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConvLog.PostgreSql.Tests.Connections;

/// <summary>Reads plan and lock only the partitions with records in their period.</summary>
public sealed class PartitionPeriodsTests : IAsyncDisposable
{
    private const int Day = 24 * 60;
    private const int Weeks = 12;

    private static readonly DateTimeOffset s_end = Some.At(Weeks * 7 * Day);
    private static readonly StatisticsQuery s_lastWeek = new() { From = s_end.AddDays(-6), To = s_end, CountModels = true, CountScores = true };

    private readonly Hosts _hosts = new(changeTables: true);
    private readonly PostgreSqlConversationStore _store;

    public PartitionPeriodsTests() => _store = _hosts.Open();

    public ValueTask DisposeAsync() => _hosts.DisposeAsync();

    [Fact]
    public async Task A_partition_tracks_the_days_of_its_conversations_records()
    {
        await WriteAsync(Some.Opening(), Some.Turn(1, minute: 60));
        (await FindAsync()).Should().Be((0, 0, 0), "all is of its own days");

        await WriteAsync(Some.Entry(1, isPii: true) with { Timestamp = Some.At(30 * Day) });
        var (since, visible, all) = await FindAsync();
        (since, visible, all > 20).Should().Be((0, 0, true), "what only some may see changes nothing for others");

        await WriteAsync(Some.Turn(2, minute: -40 * Day));
        await WriteAsync(Some.Entry(2) with { Timestamp = Some.At(20 * Day) });
        (since, visible, int still) = await FindAsync();
        (since < -30, visible > 10 && visible < all, still).Should().Be((true, true, all));

        await WriteAsync(Some.Turn(3), Some.Entry(3));
        (await FindAsync()).Should().Be((since, visible, all));
    }

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Reads_lock_only_the_partitions_of_their_period_however_often_they_run()
    {
        await WriteAsync([.. Enumerable.Range(0, Weeks * 7).SelectMany(static day => (StoreRecord[])[
            Some.Opening($"c{day}", minute: day * Day) with { UserId = $"user {day % 9}" }, Some.Turn(1, $"c{day}", minute: day * Day),
            Some.Score("csat", 3, conversation: $"c{day}"), Some.Call(2, $"c{day}") with { StartedAt = Some.At(day * Day) },
            Some.Entry(1, conversation: $"c{day}", level: EntryLevel.Error) with { Timestamp = Some.At(day * Day) }])]);
        var newest = new ConversationQuery { Limit = 10 };
        (string Read, int Most, Func<Session, ValueTask> Run)[] reads =
        [
            ("list", 3, session => ListAsync(session, newest)),
            ("list by activity", 3, session => ListAsync(session, newest with { Sort = ConversationSort.Updated })),
            ("list of an agent", 3, session => ListAsync(session, newest with { AgentId = "bookings" })),
            ("list of what is looked for on the way", 3, session => ListAsync(session, newest with { Score = ScoreFilter.Any("csat"), MinTurns = 1 })),
            ("later page", 3, session => ListAsync(session, newest with { After = new ListPosition(Some.At(50 * Day).UtcTicks, "c") })),
            ("list of a week", 2, session => ListAsync(session, newest with { From = s_end.AddDays(-6), CountTotal = true })),
            ("list of what began in a week", 2, session => ListAsync(session, newest with { StartedFrom = s_end.AddDays(-6), Ascending = true })),
            ("list of a week with errors", 2, session => ListAsync(session, newest with { From = s_end.AddDays(-6), Level = EntryLevel.Error })),
            ("list of a function", 2, session => ListAsync(session, newest with { From = s_end.AddDays(-6), FunctionName = "save_guest" })),
            ("facets", 3, async session => await FacetReading.CountAsync(session, newest, withPii: false, personal: null!, 1_000, default)),
            ("statistics", 2, session => new StatisticsReading(session, new StatisticsReport(s_lastWeek), s_lastWeek).ReadAsync(Troubles, default)),
            ("errors", 2, session => new ErrorMessageReading(session, s_lastWeek, new ErrorMessageReport(s_lastWeek, 10)).ReadAsync(default)),
            ("calls", 2, session => CallsAsync(session, CallTargetKind.Function)),
            ("endpoints", 2, session => CallsAsync(session, CallTargetKind.Endpoint)),
            ("model calls", 2, session => CallsAsync(session, CallTargetKind.Model)),
            ("users", 2, async session => await new UserList(session, new UserQuery { From = s_end.AddDays(-6) }, new(null!, Troubles, PersonalData.None))
                .ReadAsync(default)),
        ];
        await using var database = Open();
        foreach (var (read, most, run) in reads)
        {
            for (int i = 0; i < 8; i++) // From the sixth execution the server uses a generic plan if that seems cheaper.
            {
                var locked = await database.ReadAsync(async (session, _) => await LockedByAsync(session, run), default);
                locked.Should().HaveCountGreaterThan(0).And.HaveCountLessThanOrEqualTo(most, "{0}, run {1}, locked {2}", read, i, string.Join(' ', locked));
            }
        }
    }

    private DatabaseTroubles Troubles { get; } = new(TimeProvider.System, NullLogger.Instance);

    private static async ValueTask ListAsync(Session session, ConversationQuery query)
    {
        var list = await ConversationList.OfAsync(session, query, withPii: false, default, ConversationList.MostLookedAt, default);
        (var page, _, _) = await list.ReadAsync(default);
        page.Should().NotBeEmpty();
    }

    private ValueTask CallsAsync(Session session, CallTargetKind kind)
        => new CallReading(session, new CallListReport(new CallQuery { Period = s_lastWeek, Kind = kind }), withPii: false, Troubles).ReadAsync(default);

    // The first days of the partitions, from the suffixes of their table names.
    private static async ValueTask<List<string>> LockedByAsync(Session session, Func<Session, ValueTask> run)
    {
        await run(session);
        return await session.ListAsync(
            """
            SELECT DISTINCT convert_to(substring(c.relname FROM '_(\d{8})'), 'UTF8') FROM pg_locks AS l JOIN pg_class AS c ON c.oid = l.relation
            WHERE l.pid = pg_backend_pid() AND c.relname ~ '_\d{8}' ORDER BY 1
            """,
            [],
            static row => row.Text(0),
            default);
    }

    private Task WriteAsync(params StoreRecord[] records) => Hosts.WriteAsync(_store, records);

    // The distance from the partition's own days.
    private async Task<(int Since, int Visible, int All)> FindAsync()
    {
        await using var database = Open();
        var found = await database.ReadAsync((session, token) => PartitionPeriods.OfAsync(session, token), default);
        var only = found.Newest.Single();
        return (only.Since - only.Days.First, only.VisibleUntil - only.Days.Ends, only.AllUntil - only.Days.Ends);
    }

    private Database Open()
    {
        var options = _hosts.Schema.Options();
        return new Database(_hosts.ConnectionString, null, options.Schema, options, Troubles, static (_, _) => ValueTask.CompletedTask);
    }
}
