using ConvLog.PostgreSql.Lists;
using ConvLog.PostgreSql.Live;
using ConvLog.PostgreSql.Reading;
using ConvLog.PostgreSql.Writing.Summaries;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.PostgreSql;

/// <content>Reads single conversations, and arrivals.</content>
public sealed partial class PostgreSqlConversationStore
{
    /// <inheritdoc/>
    public ValueTask<StoredConversation?> ReadAsync(
        string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return _reads.ReadOneAsync(
            conversationId,
            personal,
            cancel => _summaries.WaitForAsync(conversationId, cancel),
            (session, asked, isCounted, token) => ConversationReading.ReadAsync(session, conversationId, asked, isCounted, token),
            ShowIn,
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<StoredConversation?> ReadTurnsAsync(string conversationId, PersonalData personal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return _reads.ReadOneAsync(
            conversationId,
            personal,
            cancel => _summaries.WaitForAsync(conversationId, cancel),
            (session, asked, _, token) => ConversationReading.ReadTurnsAsync(session, conversationId, asked, token),
            ShowIn,
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<StoredConversation?> ReadCurrentAsync(
        string conversationId, PersonalData personal, CancellationToken cancellationToken = default)
        => _reads.ReadCurrentAsync(
            conversationId,
            personal,
            (session, asked, isCounted, token) => ConversationReading.ReadAsync(session, conversationId, asked, isCounted, token),
            ShowIn,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredConversation?> ReadCurrentTurnsAsync(
        string conversationId, PersonalData personal, CancellationToken cancellationToken = default)
        => _reads.ReadCurrentAsync(
            conversationId,
            personal,
            (session, asked, _, token) => ConversationReading.ReadTurnsAsync(session, conversationId, asked, token),
            ShowIn,
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredSummary?> ReadCurrentSummaryAsync(
        string conversationId, PersonalData personal, CancellationToken cancellationToken = default)
        => _reads.ReadCurrentAsync(
            conversationId,
            personal,
            (session, asked, _, token) => ListReading.SummaryAsync(session, conversationId, asked, token),
            static (summary, current) => current.ShowIn(summary),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredLogPage> ReadLogAsync(LogQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _database.ReadAsync((session, token) => new LogReading(session, query, _reads.Personal(personal)).ReadAsync(token), cancellationToken);
    }

    private static StoredConversation ShowIn(StoredConversation read, CurrentSummary current)
        => read with { Summary = current.ShowIn(read.Summary) };

    private readonly Arrivals _arrivals;

    /// <summary>The arrivals of new records.</summary>
    internal Arrivals Arrivals => _arrivals;

    /// <inheritdoc/>
    public ValueTask<ArrivalPage> ReadArrivalsAsync(string? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return _arrivals.ReadAsync(after, limit, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<string> FindArrivalsAsync(DateTimeOffset since, CancellationToken cancellationToken = default)
        => _arrivals.FindAsync(since, cancellationToken);

    /// <inheritdoc/>
    public ValueTask WaitForArrivalAsync(string after, TimeSpan longest, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(after);
        return _arrivals.WaitAsync(after, longest, cancellationToken);
    }
}
