using System.Text.RegularExpressions;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Statistics;

/// <summary>Call rows are read only from the partitions of their conversations, according to the server's plans.</summary>
[Needs(ServerNeeds.Installed)]
public class ExaminedCallRowsTests
{
    private const int Week = 7 * 24 * 60;

    [Fact]
    public async Task Calls_of_one_week_are_read_only_from_the_partition_of_that_week()
    {
        using var server = PostgresCluster.Start(
            $"{PostgresCluster.Fleeting} -c shared_preload_libraries=auto_explain -c auto_explain.log_min_duration=0");
        var options = TestSchema.New().Options();
        options.IndexText = false;
        await using var store = new PostgreSqlConversationStore(server.ConnectionString, options);
        for (int week = 0; week < 3; week++)
        {
            await store.WriteAsync([.. Enumerable.Range(0, 40).SelectMany(n => Records($"c{week}-{n}", minute: week * Week))]);
        }

        var period = new StatisticsQuery { From = Some.At((2 * Week) - 60), To = Some.At((2 * Week) + 60) };
        var details = await store.ReadCallDetailsAsync(new CallQuery { Name = "book_table", Period = period }, withPii: false);

        details.Should().NotBeNull();
        string[] plans = [.. (await File.ReadAllTextAsync(server.Log)).Split("Query Text: ")
            .Where(static plan => plan.Contains("WITH ORDINALITY AS t", StringComparison.Ordinal))];
        plans.Should().HaveCount(3, "calls, API responses and entries are read");
        foreach (string plan in plans)
        {
            Regex.Matches(plan, @" on (?:call|fact|scope|entry)_[0-9]{8}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
                .Select(static read => read.Value[^8..]).Distinct(StringComparer.Ordinal).Should().ContainSingle("the plan is {0}", plan);
        }
    }

    private static IEnumerable<StoreRecord> Records(string id, int minute) =>
    [
        Some.Opening(id, minute: minute),
        Some.Turn(1, id, minute: minute),
        Some.Call(1, id, turn: 1, name: "book_table", outcome: FunctionOutcome.Completed) with { StartedAt = Some.At(minute) },
        Some.Entry(1, conversation: id) with { FunctionEventId = Some.CallId(1, id), Timestamp = Some.At(minute) },
        Some.ApiResponse("r", after: 2, conversation: id) with { Timestamp = Some.At(minute) },
    ];
}
