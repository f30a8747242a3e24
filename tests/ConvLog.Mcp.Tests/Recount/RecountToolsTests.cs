using System.Text.Json.Nodes;
using ConvLog.Privacy;
using ConvLog.Testing;
using ConvLog.Tests.Recount;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Mcp.Tests.Recount;

/// <summary>Every figure of the tools over random conversations, compared with an independent count.</summary>
public sealed class RecountToolsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Figures_of_all_tools_match_an_independent_count(bool withPii)
    {
        await using var host = await RecountHost.StartAsync(
            static options => options.UseInMemoryStore(), isShared: false,
            Math.Min(1_000, Amount.Of("CONVLOG_RECOUNTED", usual: 60, inCi: 300, inLongCampaign: 1_000))); // So many are on one page.
        await using var server = await RunningServer.StartAsync(
            new Reader("coding agent", withPii) { Reason = "recount" }, time: new ManualClock(host.History.Now), log: options => options.Store = host.Store);
        var counted = new Recounted(host.History, withPii);

        var comparison = new NumberComparison();
        await CompareListsAsync(server, counted, comparison);
        await CompareConversationsAsync(server, counted, comparison);
        await CompareStatisticsAsync(server, counted, comparison);
        await CompareProblemsAsync(server, counted, comparison);
        comparison.Verify();
    }

    private static async Task CompareListsAsync(RunningServer server, Recounted counted, NumberComparison comparison)
    {
        foreach (var (query, finds) in RecountedFilters.All(counted.Now))
        {
            var listed = query.StartsWith("environment=", StringComparison.Ordinal) ? counted.All : counted.Listed;
            var wanted = listed.Where(finds).ToDictionary(static one => one.Expected.Id, StringComparer.Ordinal);
            var answer = await DataAsync(
                server, "find_conversations", [.. QueryHelpers.ParseQuery(query).Select(static one => (one.Key, (object?)one.Value.ToArray())),
                    ("count", true), ("limit", 1_000)]);
            var found = Conversations(answer);
            comparison.Equal($"total of {query}", wanted.Count, answer["total"]?.GetValue<int>());
            comparison.Equal($"{query} finds", Joined(wanted.Keys), Joined(found.Keys));
            foreach (var (id, one) in query.Length > 0 ? [] : wanted)
            {
                comparison.Compare(id, one.ListRow(), found.GetValueOrDefault(id));
            }
        }
    }

    private static async Task CompareConversationsAsync(RunningServer server, Recounted counted, NumberComparison comparison)
    {
        foreach (var one in counted.All)
        {
            var answer = await DataAsync(server, "get_conversation", ("id", one.Expected.Id));
            comparison.Compare(one.Expected.Id, one.Row(), answer["conversation"]);
            RecountedTurns.Compare(comparison, one, answer["conversation"]!);
            foreach (string kind in RecountedConversation.ProblemKinds)
            {
                int listed = answer["problems"]!.AsArray()
                    .Count(problem => string.Equals(problem!["kind"]!.GetValue<string>(), kind, StringComparison.Ordinal));
                comparison.Equal($"{kind} problems of {one.Expected.Id}", one.Problems(kind), listed);
            }
        }
    }

    private static async Task CompareStatisticsAsync(RunningServer server, Recounted counted, NumberComparison comparison)
    {
        var (from, to) = (new DateTimeOffset(counted.Now.Date.AddDays(-6), TimeSpan.Zero), new DateTimeOffset(counted.Now.Date, TimeSpan.Zero));
        (string, object?)[] period = [("from", RecountedConversation.Time(from)), ("to", RecountedConversation.Time(to))];
        var expected = counted.Statistics(from, to, TimeZoneInfo.Utc);
        comparison.Compare("get_statistics", expected, await DataAsync(server, "get_statistics", period));
        comparison.Compare("get_statistics of bookings", counted.Of("bookings").Statistics(from, to, TimeZoneInfo.Utc),
            await DataAsync(server, "get_statistics", [.. period, ("agent", "bookings")]));
        foreach (string figure in (string[])["problems", "functions", "models", "variants", "error_messages"])
        {
            comparison.Compare($"get_statistics of {figure}", expected[figure],
                (await DataAsync(server, "get_statistics", [.. period, ("figure", figure)]))[figure]);
        }
    }

    private static async Task CompareProblemsAsync(RunningServer server, Recounted counted, NumberComparison comparison)
    {
        var (from, to) = (new DateTimeOffset(counted.Now.Date.AddDays(-5), TimeSpan.Zero), new DateTimeOffset(counted.Now.Date.AddDays(-1), TimeSpan.Zero));
        var answer = await DataAsync(
            server, "list_problems", ("from", RecountedConversation.Time(from)), ("to", RecountedConversation.Time(to)), ("limit", 1_000));
        var expected = counted.Statistics(from, to, TimeZoneInfo.Utc);
        comparison.Compare("problems", expected["problems"], answer["problems"]);
        comparison.Compare("error messages", expected["error_messages"], answer["error_messages"]);
        comparison.Compare("failed functions", new JsonArray(
            [.. expected["functions"]!.AsArray().Where(static function => (int)function!["failed"]! > 0).Select(static function => function!.DeepClone())]),
            answer["functions"]);
        var listed = counted.Listed.Where(one => one.HasProblem && one.LastActivity >= from && one.Expected.StartedAt < to);
        comparison.Equal(
            "conversations with problems", Joined(listed.Select(static one => one.Expected.Id)), Joined(Conversations(answer).Keys));
    }

    private static async Task<JsonNode> DataAsync(RunningServer server, string tool, params (string Name, object? Value)[] arguments)
        => JsonNode.Parse((await server.DataAsync(tool, arguments)).GetRawText())!;

    private static Dictionary<string, JsonNode> Conversations(JsonNode answer)
        => answer["conversations"]!.AsArray()
            .ToDictionary(static one => one!["conversation_id"]!.GetValue<string>(), static one => one!, StringComparer.Ordinal);

    private static string Joined(IEnumerable<string> ids) => string.Join(' ', ids.Order(StringComparer.Ordinal));
}
