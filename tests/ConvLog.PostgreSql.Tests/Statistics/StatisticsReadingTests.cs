using ConvLog.PostgreSql.Statistics;
using ConvLog.PostgreSql.Tests.Text;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Statistics;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Statistics;

public sealed class StatisticsReadingTests : TextTest
{
    private static readonly long[] s_numbers =
        [long.MinValue, -1, 0, 1, 63, 64, 127, 128, 129, 255, 256, 1_000_000, (1L << 40) - 1, 1L << 40, (1L << 62) - 1, 1L << 62, long.MaxValue];
    private static readonly decimal?[] s_costs =
        [null, 0m, 0.5m, -0.25m, 0.0000000000000000005m, 0.0000000000000000014999m, 1.0000m, decimal.MaxValue, decimal.MinValue, 999_999_999_999.999999999999m];

    private static readonly StatisticsQuery s_all = new() { From = Some.At(-5 * 24 * 60), To = Some.At(5 * 24 * 60) };

    public static TheoryData<int> Seeds { get; } = new(Enumerable.Range(1, Amount.Of(usual: 1, inCi: 2, inLongCampaign: 6)));

    [Fact]
    public async Task The_server_and_the_host_put_every_duration_into_the_same_bucket()
    {
        await Open().WriteAsync([Some.Opening()]);
        await using var database = OpenDatabase();
        var random = new Random(1);
        long[] durations = [.. s_numbers, .. Enumerable.Range(0, 63).SelectMany(static bits => (long[])[(1L << bits) - 1, 1L << bits, (1L << bits) + 1]),
            .. Enumerable.Range(0, 500).Select(_ => random.NextInt64() >> random.Next(63))];

        var buckets = await database.ReadAsync(
            (session, cancel) => session.ListAsync(
                $"SELECT {DurationBuckets.Of("ticks")} FROM unnest($1::bigint[]) WITH ORDINALITY AS r (ticks, at) ORDER BY at", [durations],
                static row => row.Int32(0), cancel), default);

        buckets.Should().Equal(durations.Select(static ticks => DurationBucket.Of(Math.Max(0, ticks))));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Statistics_equal_those_of_the_in_memory_store_for_random_measurements(int seed)
    {
        var random = new Random(seed);
        var hosts = (PostgreSqlConversationStore[])[Open(), Open()];
        var memory = new InMemoryConversationStore();
        long counted = 0;
        for (int i = 0; i < 12; i++)
        {
            await ChangeAsync(random, memory, hosts[random.Next(2)], isRemoval: i > 8 && random.Next(2) == 0);
            if (random.Next(2) == 0)
            {
                await hosts[random.Next(2)].CountDaysAsync();
                counted += await NumberAsync("SELECT count(*) FROM #.counted_day WHERE counts IS NOT NULL");
            }

            await hosts[0].BringUpToDateAsync();
            foreach (var query in Enumerable.Range(0, 4).Select(_ => AnyQuery(random)))
            {
                (await hosts[random.Next(2)].ReadStatisticsAsync(query)).Should()
                    .BeEquivalentTo(await memory.ReadStatisticsAsync(query), static options => options.WithStrictOrdering(), $"{query}");
                await hosts[random.Next(2)].ShouldCountCallsLikeAsync(memory, query, Some.At(9 * 24 * 60));
            }
        }

        counted.Should().BePositive();
    }

    [Theory]
    [InlineData("'x'")]
    [InlineData("'1.2.3'")]
    [InlineData("'\\xff00'")]
    [InlineData("''")]
    public async Task A_damaged_cost_is_ignored_and_everything_else_is_counted(string cost)
    {
        var store = Open();
        await store.WriteAsync([Some.Opening(), Some.Turn(1) with { Usage = new ModelUsage("m", 1, 2, 0.5m) },
            Some.Turn(2) with { Usage = new ModelUsage("m", 1, 2, 0.25m) }]);
        await RunAsync($"UPDATE #.turn SET cost = {cost} WHERE cost = '0.5'");

        var total = (await store.ReadStatisticsAsync(s_all)).Total;

        (total.Messages, total.InputTokens).Should().Be((2, 2));
        total.Cost.Should().BeEquivalentTo(new Dictionary<string, decimal>(StringComparer.Ordinal) { ["USD"] = 0.25m });
    }

    // Writes records, erases a conversation, or expires old data.
    private static async Task ChangeAsync(Random random, InMemoryConversationStore memory, PostgreSqlConversationStore host, bool isRemoval)
    {
        if (!isRemoval)
        {
            List<StoreRecord> batch = [.. Enumerable.Range(0, random.Next(1, 50)).Select(_ => Any(random))];
            await host.WriteAsync(batch);
            await memory.WriteAsync(batch);
        }
        else if (random.Next(2) == 0)
        {
            var erasure = ErasureRequest.OfConversation($"c{random.Next(6)}", "dpo", Some.At(9 * 24 * 60));
            await host.EraseAsync(erasure);
            await memory.EraseAsync(erasure);
        }
        else
        {
            var cut = new RetentionCut { At = Some.At(9 * 24 * 60), ConversationsBefore = Some.At(random.Next(-4 * 24 * 60, 4 * 24 * 60)) };
            await host.ApplyRetentionAsync(cut, batchSize: 100);
            await memory.ApplyRetentionAsync(cut, batchSize: 100);
        }
    }

    private static StoreRecord Any(Random random)
    {
        string conversation = $"c{random.Next(6)}";
        double minute = random.Next(-4 * 24 * 60, 4 * 24 * 60);
        switch (random.Next(10))
        {
            case 8:
                return Some.ApiResponse($"r{random.Next(9)}", conversation: conversation) with
                {
                    Timestamp = Some.At(minute),
                    FunctionEventId = random.Next(3) == 0 ? null : Some.Call(random.Next(30)).Id,
                    StatusCode = random.Next(2) == 0 ? 200 : 503,
                    IsPii = random.Next(4) == 0,
                };
            case 9:
                return Some.Entry(random.Next(40), $"m{random.Next(3)}", conversation, isPii: random.Next(4) == 0) with
                {
                    Timestamp = Some.At(minute),
                    FunctionEventId = Some.Call(random.Next(30)).Id,
                };
            case 0:
                return Some.Opening(conversation, agent: $"agent{random.Next(2)}") with
                {
                    UserId = $"user{random.Next(3)}",
                    Environment = (ConversationEnvironment)random.Next(4),
                    Channel = random.Next(2) == 0 ? "voice" : null,
                    VariantId = random.Next(3) is var variant and < 2 ? $"v{variant}" : null,
                };
            case 6 or 7:
                var ended = random.Next(16) is var outcomeOf and < 15 ? (FunctionOutcome)(outcomeOf % 4) : (FunctionOutcome?)null;
                return Some.ModelCall(random.Next(40), ended, random.Next(30), 0, conversation) with
                {
                    Model = $"m{random.Next(2)}",
                    Provider = random.Next(3) is var provider and < 2 ? $"p{provider}" : null,
                    StartedAt = Some.At(minute),
                    Duration = Duration(random),
                    TimeToFirstToken = Duration(random),
                    Usage = Usage(random),
                };
            case 1:
                return Some.Call(random.Next(30), conversation, name: $"f{random.Next(3)}",
                    outcome: random.Next(16) is var outcome and < 15 ? (FunctionOutcome)(outcome % 3) : null) with
                {
                    StartedAt = Some.At(minute),
                    Duration = Duration(random),
                };
            case 2:
                return Some.Feedback(random.Next(30), random.Next(3) is var rating and < 2 ? (FeedbackRating)rating : null, random.Next(100),
                    (FeedbackSource)random.Next(2), conversation);
            default:
                return Some.Turn(random.Next(30), conversation, minute: minute) with
                {
                    Revision = random.Next(3),
                    UserInput = random.Next(3) == 0 ? "" : "Hello",
                    Latency = Duration(random),
                    Stages = random.Next(2) == 0
                        ? null
                        : new TurnStages
                        {
                            SpeechToText = Duration(random), Model = Duration(random), Functions = Duration(random), TextToSpeech = Duration(random),
                            FirstByte = Duration(random),
                        },
                    IsInterrupted = random.Next(4) == 0,
                    FinishReason = random.Next(4) == 0 ? "content_filter" : null,
                    ErrorType = random.Next(4) == 0 ? "timeout" : null,
                    Usage = Usage(random),
                };
        }
    }

    private static ModelUsage? Usage(Random random) => random.Next(4) == 0
        ? null
        : new ModelUsage(
            "m0", Number(random), Number(random), s_costs[random.Next(s_costs.Length)], random.Next(2) == 0 ? "EUR" : null, Duration(random))
        {
            CachedInputTokens = random.Next(2) == 0 ? Number(random) : null,
            ReasoningTokens = random.Next(4) == 0 ? Number(random) : null,
        };

    private static StatisticsQuery AnyQuery(Random random)
    {
        double from = random.Next(-5 * 24 * 60, 4 * 24 * 60);
        return new StatisticsQuery
        {
            From = Some.At(from),
            To = Some.At(from + random.Next(1, 6 * 24 * 60)),
            TimeZone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromMinutes(15 * random.Next(-50, 50)), "test", "test"),
            AgentId = random.Next(3) == 0 ? "agent1" : null,
            Environment = random.Next(3) == 0 ? (ConversationEnvironment)random.Next(4) : null,
            Channel = random.Next(3) == 0 ? "voice" : null,
            CountModels = true,
            CountScores = true,
        };
    }

    private static long Number(Random random) => random.Next(4) == 0 ? s_numbers[random.Next(s_numbers.Length)] : random.Next(500);

    private static TimeSpan? Duration(Random random) => random.Next(4) == 0 ? null : new TimeSpan(Number(random));
}
