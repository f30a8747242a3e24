using ConvLog.Storage;
using ConvLog.Tests.Shared;

namespace ConvLog.Sqlite.Tests.Statistics;

public sealed class CountedDaysPropertyTests
{
    private const int Batches = 60;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Amount.Of(usual: 1, inCi: 12, inLongCampaign: 12))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Counted_days_equal_a_full_count_after_random_work_of_two_processes(int seed)
    {
        using var file = new StatisticsFile();
        using var other = file.Open();
        var random = new Random(seed);
        var records = new AnyRecords(random);
        long counted = 0;
        for (int i = 0; i < Batches; i++)
        {
            var store = random.Next(2) == 0 ? file.Store : other;
            if (random.Next(12) == 0)
            {
                await RemoveAsync(file, store, $"conv-{random.Next(5)}", isErased: random.Next(2) == 0);
            }
            else
            {
                var batch = records.Batch();
                await store.WriteAsync(batch);
                await file.Memory.WriteAsync(batch);
            }

            if (random.Next(3) == 0)
            {
                await (random.Next(2) == 0 ? file.Store : other).CountDaysAsync();
                await file.Store.BringUpToDateAsync();
                RecountedStatistics.ShouldBeKept(file.Session);
                counted += file.Number("SELECT count(DISTINCT kind) FROM counted_day WHERE counts IS NOT NULL");
            }

            // In partial and in whole days.
            var from = Some.Noon.AddHours(random.Next(-50, 50));
            var query = new StatisticsQuery
            {
                From = from,
                To = from.AddMinutes(random.Next(1, 6_000)),
                TimeZone = TimeZoneInfo.CreateCustomTimeZone("some", TimeSpan.FromMinutes(15 * random.Next(-48, 57)), "some", "some"),
                AgentId = random.Next(2) == 0 ? null : $"agent-{random.Next(2)}",
                Environment = random.Next(2) == 0 ? null : (ConversationEnvironment)random.Next(4),
                Channel = random.Next(3) == 0 ? "voice" : null,
                CountTurns = random.Next(3) > 0,
            };
            await file.ReadAsync(query);
            await file.ReadCallsAsync(query);
            await file.ReadErrorsAsync(query);
        }

        counted.Should().BePositive();
    }

    // Expired conversations can be created again by later writes; erased ones cannot.
    private static async Task RemoveAsync(StatisticsFile file, SqliteConversationStore store, string id, bool isErased)
    {
        if (isErased)
        {
            var erasure = ErasureRequest.OfConversation(id, "dpo", Some.Noon.AddDays(9));
            await store.EraseAsync(erasure);
            await file.Memory.EraseAsync(erasure);
            return;
        }

        var cut = new RetentionCut { At = Some.Noon.AddDays(9), ConversationsBefore = Some.Noon.AddHours(-20) };
        await store.ApplyRetentionAsync(cut, batchSize: 100);
        await file.Memory.ApplyRetentionAsync(cut, batchSize: 100);
    }
}
