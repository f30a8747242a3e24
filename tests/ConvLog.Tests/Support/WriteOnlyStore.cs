using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Tests.Support;

/// <summary>A store of which a test needs the writing: what it does not override throws.</summary>
internal abstract class WriteOnlyStore : IConversationStore
{
    public abstract ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken = default);

    public virtual ValueTask<StoredConversation?> ReadAsync(string conversationId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<StoredSummary?> ReadSummaryAsync(string conversationId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<StoredLogPage> ReadLogAsync(LogQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<StoredPage> ListAsync(ConversationQuery query, bool withPii, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<string>> ListAgentsAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<StoredSearch> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<ConversationStatistics> ReadStatisticsAsync(StatisticsQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
