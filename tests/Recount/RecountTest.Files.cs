using System.Globalization;
using System.Text.Json.Nodes;

namespace ConvLog.Tests.Recount;

/// <content>Files, and the lists of the compatible API.</content>
public abstract partial class RecountTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exported_lines_match_the_counts_of_their_conversations(bool withPii)
    {
        string file = await Host.TextAsync("/convlog/v1/export/conversations?format=jsonl", withPii);
        var lines = file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonNode.Parse(line)!)
            .ToDictionary(IdOf, StringComparer.Ordinal);
        Compare(comparison =>
        {
            var counted = Count(withPii).Listed;
            comparison.Equal("lines", counted.Count, lines.Count);
            foreach (var one in counted)
            {
                comparison.Compare(one.Expected.Id, one.Row(), lines.GetValueOrDefault(one.Expected.Id));
                RecountedTurns.Compare(comparison, one, lines[one.Expected.Id]);
            }
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exported_rows_sum_to_the_counts_of_their_conversations(bool withPii)
    {
        var (columns, rows) = RecountedTable.Read(await Host.TextAsync("/convlog/v1/export/conversations?format=csv", withPii));
        var byConversation = rows.ToLookup(row => row[columns["conversation_id"]], StringComparer.Ordinal);
        Compare(comparison =>
        {
            foreach (var one in Count(withPii).Listed)
            {
                var expected = one.Expected;
                List<string[]> own = [.. byConversation[expected.Id]];
                decimal Sum(string column)
                    => own.Sum(row => row[columns[column]] is { Length: > 0 } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : 0);
                int Rows(string column, string value) => own.Count(row => string.Equals(row[columns[column]], value, StringComparison.Ordinal));
                List<ExpectedUsage> usages = [.. expected.Turns.SelectMany(static turn => turn.Usages)];
                comparison.Equal($"{expected.Id} rows", Math.Max(1, expected.Turns.Count), own.Count);
                comparison.Equal($"{expected.Id} input", usages.Sum(static usage => usage.Input ?? 0), (long)Sum("input_tokens"));
                comparison.Equal($"{expected.Id} output", usages.Sum(static usage => usage.Output ?? 0), (long)Sum("output_tokens"));
                decimal several = own.SelectMany(row => row[columns["costs"]].Split("; ", StringSplitOptions.RemoveEmptyEntries))
                    .Sum(static cost => decimal.Parse(cost.Split(' ')[0], CultureInfo.InvariantCulture));
                comparison.Equal($"{expected.Id} cost", usages.Sum(static usage => usage.Cost ?? 0), Sum("cost") + several);
                comparison.Equal($"{expected.Id} failed", expected.Turns.Count(static turn => turn.HasFailed), Rows("outcome", "failed"));
                comparison.Equal($"{expected.Id} interrupted", expected.Turns.Count(static turn => turn.IsInterrupted), Rows("is_interrupted", "true"));
                comparison.Equal($"{expected.Id} likes", (int)one.Rated(FeedbackSource.User, FeedbackRating.Like), Rows("user_rating", "like"));
                comparison.Equal(
                    $"{expected.Id} failed functions", expected.Calls.Count(static call => call.Outcome == FunctionOutcome.Failed),
                        (int)Sum("failed_functions"));
                comparison.Equal($"{expected.Id} warnings",
                    one.Entries.Count(static entry => entry is { Level: EntryLevel.Warning, Turn: not null }), (int)Sum("warnings"));
                comparison.Equal(
                    $"{expected.Id} errors", one.Entries.Count(static entry => entry is { Level: EntryLevel.Error, Turn: not null }), (int)Sum("errors"));
            }
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Compatible_lists_have_the_same_conversations_and_counts(bool withPii)
    {
        var comparison = new NumberComparison();
        var counted = Count(withPii).Listed;
        foreach (string agent in counted.Select(static one => one.Expected.Agent).Distinct(StringComparer.Ordinal))
        {
            List<RecountedConversation> own = [.. counted.Where(one => string.Equals(one.Expected.Agent, agent, StringComparison.Ordinal))];
            var page = await Host.GetAsync($"/v1/agents/{agent}/conversations?limit=500", withPii);
            var listed = page["conversations"]!.AsArray().ToDictionary(static one => one!["conversationId"]!.GetValue<string>(), StringComparer.Ordinal);
            comparison.Equal($"{agent} counted", own.Count, page["count"]!.GetValue<int>());
            comparison.Equal($"{agent} listed", Math.Min(500, own.Count), listed.Count);
            foreach (var one in own.Where(one => listed.ContainsKey(one.Expected.Id)))
            {
                comparison.Compare(one.Expected.Id, new JsonObject
                {
                    ["inProgress"] = !one.HasEnded,
                    ["handoff"] = one.Expected.Handoff is not null,
                }, listed[one.Expected.Id]);
            }
        }

        List<RecountedConversation> project = [.. counted.Where(static one
            => one.Expected is { Account: "acme", Project: "project-bookings", Environment: ConversationEnvironment.Live })];
        var found = (await Host.GetAsync("/v3/acme/project-bookings/conversations?limit=1000", withPii))["conversations"]!.AsArray().Select(static one => one!);
        comparison.CompareUnordered("project", [.. project.Select(static one => new JsonObject
        {
            ["id"] = one.Expected.Id, ["num_turns"] = one.Expected.Turns.Count, ["in_progress"] = !one.HasEnded, ["handoff"] = one.Expected.Handoff is not null,
        })], found);
        comparison.Verify();
    }
}
