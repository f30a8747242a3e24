using System.Text.RegularExpressions;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Connections;

/// <summary>Only the host's clock is used, never the server's: a server clock that is ahead or behind changes nothing.</summary>
public sealed partial class DatabaseClockTests : IAsyncLifetime
{
    private readonly Hosts _hosts = new(changeTables: true);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _hosts.DisposeAsync();

    [Fact]
    public void No_statement_uses_the_server_time()
    {
        var asking = Directory.EnumerateFiles(Checkout.PathOf("src", "ConvLog.PostgreSql"), "*", SearchOption.AllDirectories)
            .Where(static file => Path.GetExtension(file) is ".cs" or ".sql" && ServerTime().IsMatch(File.ReadAllText(file)));

        asking.Should().BeEmpty();
        new[] { "SELECT now()", "clock_timestamp()", "DEFAULT current_timestamp", "date 'today'" }.Should()
            .OnlyContain(static sql => ServerTime().IsMatch(sql));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(24 * 400)]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Wrong_server_clock_does_not_affect_writing_reading_expiry_or_erasure(int hoursAhead)
    {
        var clock = new OffsetTime(TimeSpan.FromHours(-hoursAhead)); // Only the difference matters.
        var store = Open(clock);
        string before = (await store.ReadArrivalsAsync(null, 10)).Next;
        var now = clock.GetUtcNow();

        await store.WriteAsync([Some.Opening("new") with { OpenedAt = now, UserId = "jane" }, Some.Entry(1, conversation: "new") with { Timestamp = now }]);
        await store.WriteAsync([Some.Opening("old") with { OpenedAt = now.AddDays(-10), ClosedAt = now.AddDays(-10) }]);

        await MadeAheadAsync(now);
        (await store.ReadArrivalsAsync(before, 10)).Should().Match<ArrivalPage>(static page => !page.IsGap && page.Conversations.Count == 2);
        (await Open(clock).ReadArrivalsAsync(before, 10)).Conversations.Should().HaveCount(2, "another host reads them as well");
        string since = await store.FindArrivalsAsync(now.AddMinutes(-1));
        (await store.ReadArrivalsAsync(since, 10)).Conversations.Should().HaveCount(2);

        await Hosts.ExpireAllAsync(store, new RetentionCut { At = now, ConversationsBefore = now.AddDays(-5) });
        (await store.ReadAsync("old")).Should().BeNull();
        (await store.ReadAsync("new"))!.Logged.Should().ContainSingle();

        var receipt = await store.EraseAsync(ErasureRequest.OfUser("jane", "dpo", clock.GetUtcNow()));
        receipt.UnreadableAt.Should().BeOnOrAfter(receipt.RequestedAt).And.BeCloseTo(clock.GetUtcNow(), TimeSpan.FromMinutes(1));
        (await store.ReadAsync("new")).Should().BeNull();
        (await store.CheckHealthAsync()).Parts.Where(static part => part.Status != StoreHealthStatus.Healthy).Select(static part => part.Name)
            .Should().BeSubsetOf(["engine"], "the server of the tests does without fsync");
    }

    // The partitions for the host's day and two periods ahead are created in the background.
    private Task MadeAheadAsync(DateTimeOffset now)
    {
        int today = DateOnly.FromDateTime(now.UtcDateTime).DayNumber;
        return Waiting.UntilAsync(async () => await _hosts.NumberAsync(
            $"SELECT count(*) FROM #.partition WHERE first <= {today} AND ends > {today} OR first <= {today + 14} AND ends > {today + 14}") == 2);
    }

    private PostgreSqlConversationStore Open(TimeProvider clock)
        => _hosts.Open(configure: options => (options.TimeProvider, options.PartitionsAhead) = (clock, 2));

    [GeneratedRegex(
        @"\bnow\(\)|_timestamp\(|\bcurrent_(timestamp|date|time)\b|\blocaltime(stamp)?\b|\btimeofday\(|'now'|'today'",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ServerTime();

    /// <summary>A clock with a constant offset from the system clock.</summary>
    private sealed class OffsetTime(TimeSpan offset) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + offset;
    }
}
