using ConvLog.Records;
using ConvLog.Sqlite.Live;
using ConvLog.Sqlite.Reading;
using ConvLog.Storage;

namespace ConvLog.Sqlite;

public sealed partial class SqliteConversationStore
{
    /// <inheritdoc/>
    public ValueTask<StoredConversation?> ReadAsync(
        string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return new(_database.Read(session => new ConversationReading(session, Personal(personal)).Whole(conversationId)));
    }

    /// <inheritdoc/>
    public ValueTask<StoredConversation?> ReadTurnsAsync(string conversationId, PersonalData personal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return new(_database.Read(session => new ConversationReading(session, Personal(personal)).Turns(conversationId)));
    }

    /// <inheritdoc/>
    public ValueTask<StoredLogPage> ReadLogAsync(LogQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new(_database.Read(session => new ConversationReading(session, Personal(personal)).Log(query)));
    }

    private readonly Arrivals _arrivals;

    /// <inheritdoc/>
    public ValueTask<ArrivalPage> ReadArrivalsAsync(string? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return new(_arrivals.Read(after, limit));
    }

    /// <inheritdoc/>
    public ValueTask<string> FindArrivalsAsync(DateTimeOffset since, CancellationToken cancellationToken = default) => new(_arrivals.Find(since));

    /// <inheritdoc/>
    public ValueTask WaitForArrivalAsync(string after, TimeSpan longest, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(after);
        return _arrivals.WaitAsync(after, longest, cancellationToken);
    }
}
