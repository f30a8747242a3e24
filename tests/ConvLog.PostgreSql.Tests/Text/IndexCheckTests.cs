using System.Diagnostics;
using ConvLog.PostgreSql.Text;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Testing;

namespace ConvLog.PostgreSql.Tests.Text;

public sealed class IndexCheckTests : TextTest
{
    [Theory]
    [InlineData("DELETE FROM #.document")]
    [InlineData("DELETE FROM #.document WHERE kind = 1")]
    [InlineData("UPDATE #.document SET words = 'other'::tsvector")]
    [InlineData("UPDATE #.document SET last = last - 1 WHERE kind = 0")]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_damaged_index_is_reported_and_rebuilt(string damage)
    {
        var clock = new ManualClock();
        var logger = new FakeLogger();
        var store = Open(options => (options.IndexText, options.TimeProvider, options.Logger) = (true, clock, logger));
        await store.WriteAsync([Some.Opening(), Some.Turn(1) with { UserInput = "A table please" }, Some.Opening("c2"),
            .. Enumerable.Range(1, 2_100).Select(static sequence => Some.Entry(sequence, $"chair {sequence}", "c2"))]);
        await store.CatchUpAsync();
        var expected = (await CountAsync(), await WordsAsync(0), await WordsAsync(1));
        await RunAsync(damage);

        StoreHealthStatus worst = default;
        await Until(clock, async () =>
        {
            var index = (await store.CheckHealthAsync()).Parts.Single(static part => string.Equals(part.Name, "index", StringComparison.Ordinal));
            worst = index.Status > worst ? index.Status : worst;
            return index.Figures["rebuilt_conversations"] > 0 && index.Status == StoreHealthStatus.Healthy && (await CountAsync()).Pending == 0;
        });

        worst.Should().Be(StoreHealthStatus.Degraded);
        logger.Lines.Should().ContainSingle(static line => line.Message.StartsWith("The text index was damaged.", StringComparison.Ordinal));
        (await CountAsync(), await WordsAsync(0), await WordsAsync(1)).Should().BeEquivalentTo(expected);
        (await FindAsync(store, "table")).Should().ContainSingle();
        (await FindAsync(store, "chair 2100")).Should().ContainSingle();
    }

    [Fact]
    public async Task An_intact_index_is_left_unchanged()
    {
        var store = Open();
        string words = string.Join(' ', Enumerable.Range(0, 90_000).Select(static i => $"{i:D6}word"));
        await store.WriteAsync([.. Enumerable.Range(0, 50).SelectMany(static i => (StoreRecord[])
        [
            Some.Opening($"c{i}"), Some.Turn(1, $"c{i}") with { UserInput = "A table", AgentResponse = "!" },
            Some.Turn(2, $"c{i}") with { UserInput = "?", AgentResponse = "" },
            Some.Entry(1, "It's 20:30", $"c{i}") with { Fields = Some.Fields(("status", 409), LogField.Pii("email", "mara@example.com")) },
            Some.Entry(2, "personal", $"c{i}", isPii: true), Some.Entry(3, "...", $"c{i}"),
        ]), Some.Entry(4, words, "c1"), Some.Turn(3, "c2") with { UserInput = words }, Some.Entry(4, "damaged", "c3"),
            .. Enumerable.Range(5, 600).Select(static sequence => Some.Entry(sequence, $"number {sequence}", "c4"))]);
        await RunAsync("UPDATE #.entry SET checksum = 0 WHERE content = convert_to('damaged', 'UTF8')");
        await store.CatchUpAsync();
        await store.WriteAsync([Some.Entry(1_000, "not indexed yet", "c5")]);
        var before = await CountAsync();

        await using var database = OpenDatabase();
        var last = IndexCheck.Beginning;
        int steps = 0;
        do
        {
            (long rebuilt, last) = await database.WriteAsync(
                (session, cancel) => IndexCheck.RunAsync(session, utterances: true, last, Some.At(1), cancel), CancellationToken.None);
            rebuilt.Should().Be(0);
            steps++;
        }
        while (last != IndexCheck.Beginning);

        steps.Should().Be(3);
        (await CountAsync()).Should().Be(before);
    }

    private static async Task Until(ManualClock clock, Func<Task<bool>> holds)
    {
        var waited = Stopwatch.StartNew();
        while (!await holds())
        {
            waited.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60), "it should hold by then");
            clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }
    }
}
