using System.Text.Json;

namespace ConvLog.StoreContract;

/// <summary>Compares the call statistics of two stores with the same records.</summary>
public static class CallComparison
{
    /// <summary>Fails if they differ in a list of functions, endpoints or models, or in the details of one.</summary>
    /// <returns>The list of functions.</returns>
    public static async Task<CallStatistics> ShouldCountCallsLikeAsync(this IConversationStore store, IConversationStore other, StatisticsQuery period,
        DateTimeOffset idleSince)
    {
        CallStatistics? functions = null;
        foreach (var kind in Enum.GetValues<CallTargetKind>())
        {
            var query = new CallQuery { Period = period, Kind = kind, IdleSince = idleSince };
            var found = await store.ReadCallStatisticsAsync(query, withPii: false);
            Same(found, await other.ReadCallStatisticsAsync(query, withPii: false), query);
            functions ??= found;
            foreach (var target in found.Targets)
            {
                var named = query with { Name = target.Name, Provider = target.Provider };
                Same(await store.ReadCallStatisticsAsync(named, withPii: false), await other.ReadCallStatisticsAsync(named, withPii: false), named);

                // With and without log entries, which are read from rows.
                await SameDetailsAsync(query with { Name = target.Name });
                await SameDetailsAsync(query with { Name = target.Name, Provider = target.Provider, MostEntries = 0 });
            }
        }

        return functions!;

        async Task SameDetailsAsync(CallQuery query)
            => Same(await store.ReadCallDetailsAsync(query, withPii: false), await other.ReadCallDetailsAsync(query, withPii: false), query);
    }

    private static void Same<T>(T found, T expected, CallQuery query)
        => JsonSerializer.Serialize(found).Should().Be(JsonSerializer.Serialize(expected), "both answer {0}", query);
}
