using System.Text.Json.Nodes;

namespace ConvLog.Tests.Recount;

/// <summary>Compares the turns of a conversation by ID instead of by order.</summary>
internal static class RecountedTurns
{
    public static void Compare(NumberComparison comparison, RecountedConversation one, JsonNode conversation)
    {
        var turns = conversation["turns"]!.AsArray().ToDictionary(static turn => turn!["id"]!.GetValue<string>(), StringComparer.Ordinal);
        comparison.Equal($"turns of {one.Expected.Id}", one.Expected.Turns.Count, turns.Count);
        foreach (var expected in one.Expected.Turns)
        {
            var turn = turns.GetValueOrDefault(expected.Id);
            List<ExpectedUsage> usages = [.. expected.Usages];
            string what = $"{one.Expected.Id} turn {turn?["ordinal"]}";
            comparison.Compare(what, new JsonObject
            {
                ["latency_ms"] = RecountedConversation.Milliseconds(expected.Latency),
                ["is_interrupted"] = expected.IsInterrupted,
            }, turn);
            comparison.Equal($"{what} tokens", usages.Count == 0 ? null : usages.Sum(static usage => usage.Known), TokensOf(turn?["usage"]));
            comparison.Compare($"{what} cost", Recounted.Costs(usages), CostsOf(turn?["usage"]));
            comparison.Equal($"{what} currencies", Recounted.Costs(usages).Count, CostsOf(turn?["usage"]).Count);
            comparison.Equal($"{what} entries", one.Entries.Count(entry => ReferenceEquals(entry.Turn, expected)), EntriesOf(turn));
        }
    }

    private static long? TokensOf(JsonNode? usage)
        => usage is null ? null
        : usage["total_tokens"]?.GetValue<long>() ?? usage["input_tokens"]?.GetValue<long>() ?? usage["output_tokens"]?.GetValue<long>() ?? 0;

    private static JsonObject CostsOf(JsonNode? usage) => usage?["costs"]?.AsObject()
        ?? (usage?["cost"] is { } cost ? new JsonObject { [usage["currency"]!.GetValue<string>()] = cost.GetValue<decimal>() } : []);

    private static int EntriesOf(JsonNode? turn) => turn is null ? 0
        : turn["entries"]!.AsArray().Count + turn["function_events"]!.AsArray().Sum(static call => call!["entries"]!.AsArray().Count);
}
