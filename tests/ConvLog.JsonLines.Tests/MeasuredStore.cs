using System.Diagnostics;

namespace ConvLog.JsonLines.Tests;

/// <summary>The store of docs/extend.md: measures each call of another store.</summary>
public sealed class MeasuredStore(IConversationStore inner, Action<string, TimeSpan> measured) : IConversationStore
{
    public ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken stop = default)
        => MeasureAsync("write", () => inner.WriteAsync(records, stop));

    public ValueTask<StoredConversation?> ReadAsync(string id, PersonalData personal = PersonalData.All, CancellationToken stop = default)
        => MeasureAsync("read", () => inner.ReadAsync(id, personal, stop));

    public ValueTask<StoredConversation?> ReadTurnsAsync(string id, PersonalData personal, CancellationToken stop = default)
        => MeasureAsync("read turns", () => inner.ReadTurnsAsync(id, personal, stop));

    public ValueTask<StoredSummary?> ReadSummaryAsync(string id, PersonalData personal = PersonalData.All, CancellationToken stop = default)
        => MeasureAsync("read summary", () => inner.ReadSummaryAsync(id, personal, stop));

    public ValueTask<StoredLogPage> ReadLogAsync(LogQuery query, PersonalData personal = PersonalData.All, CancellationToken stop = default)
        => MeasureAsync("read log", () => inner.ReadLogAsync(query, personal, stop));

    public ValueTask<StoredPage> ListAsync(
        ConversationQuery query, bool withPii, PersonalData personal = PersonalData.All, CancellationToken stop = default)
        => MeasureAsync("list", () => inner.ListAsync(query, withPii, personal, stop));

    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(ConversationScope scope, CancellationToken stop = default)
        => MeasureAsync("list agents", () => inner.ListAgentsAsync(scope, stop));

    public ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken stop = default)
        => MeasureAsync("search", () => inner.SearchAsync(query, stop));

    public ValueTask<ErasureReceipt> EraseAsync(ErasureRequest request, CancellationToken stop = default)
        => MeasureAsync("erase", () => inner.EraseAsync(request, stop));

    public ValueTask<RetentionPreview> PreviewRetentionAsync(RetentionCut cut, CancellationToken stop = default)
        => MeasureAsync("preview retention", () => inner.PreviewRetentionAsync(cut, stop));

    public ValueTask<RetentionBatch> ApplyRetentionAsync(RetentionCut cut, int batchSize, string? after = null, CancellationToken stop = default)
        => MeasureAsync("apply retention", () => inner.ApplyRetentionAsync(cut, batchSize, after, stop));

    public ValueTask WriteAccessAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken stop = default)
        => MeasureAsync("write accesses", () => inner.WriteAccessAsync(accesses, stop));

    public ValueTask<AccessPage> ReadAccessAsync(AccessQuery query, CancellationToken stop = default)
        => MeasureAsync("read accesses", () => inner.ReadAccessAsync(query, stop));

    public ValueTask BringUpToDateAsync(CancellationToken stop = default) => MeasureAsync("bring up to date", () => inner.BringUpToDateAsync(stop));

    public ValueTask<StoreHealth> CheckHealthAsync(CancellationToken stop = default) => MeasureAsync("check health", () => inner.CheckHealthAsync(stop));

    private async ValueTask MeasureAsync(string name, Func<ValueTask> call) => await MeasureAsync(name, async () =>
    {
        await call();
        return true;
    });

    private async ValueTask<T> MeasureAsync<T>(string name, Func<ValueTask<T>> call)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            return await call();
        }
        finally
        {
            measured(name, Stopwatch.GetElapsedTime(start));
        }
    }
}
