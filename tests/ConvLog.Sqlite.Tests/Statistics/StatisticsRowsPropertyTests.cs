using ConvLog.Storage;
using ConvLog.Tests.Shared;

namespace ConvLog.Sqlite.Tests.Statistics;

public sealed class StatisticsRowsPropertyTests
{
    private const int Batches = 60;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Amount.Of(usual: 1, inCi: 12, inLongCampaign: 12))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Statistics_equal_a_full_count_after_random_writes_and_rollbacks(int seed)
    {
        using var file = new StatisticsFile();
        var random = new Random(seed);
        for (int i = 0; i < Batches; i++)
        {
            // Some of the batches start conversations.
            var records = new AnyRecords(random, $"conv-{random.Next(i / 4)}-");
            if (random.Next(5) == 0)
            {
                var killed = async () => await file.Store.WriteAsync([.. records.Batch(), new UnknownRecord()]);
                await killed.Should().ThrowAsync<ConversationStoreException>();
            }
            else
            {
                await file.WriteAsync(records.Batch());
            }

            await file.Store.BringUpToDateAsync();

            RecountedStatistics.ShouldBeKept(file.Session);
            await file.ReadAsync(AnyQuery(random));
        }
    }

    private static StatisticsQuery AnyQuery(Random random)
    {
        var from = Some.Noon.AddHours(random.Next(-50, 50)).AddMinutes(random.Next(60));
        return new StatisticsQuery
        {
            From = from,
            To = from.AddMinutes(random.Next(1, 6_000)),
            TimeZone = TimeZoneInfo.CreateCustomTimeZone("some", TimeSpan.FromMinutes(15 * random.Next(-48, 57)), "some", "some"),
            AgentId = random.Next(2) == 0 ? null : $"agent-{random.Next(2)}",
            Environment = random.Next(2) == 0 ? null : (ConversationEnvironment)random.Next(4),
            Channel = random.Next(3) == 0 ? "voice" : null,
        };
    }
}
