using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Live;
using ConvLog.Sqlite.Reading;
using ConvLog.Sqlite.Summaries;
using ConvLog.Storage;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite;

public sealed partial class SqliteConversationStore
{
    private const string FindListed = "SELECT no FROM conversation WHERE id = ?1 AND listed IS NOT NULL";

    /// <inheritdoc/>
    public ValueTask<StoredConversation?> ReadAsync(
        string conversationId, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return new(_database.Read(session => Read(session, conversationId, Personal(personal))));
    }

    /// <inheritdoc/>
    public ValueTask<StoredConversation?> ReadTurnsAsync(string conversationId, PersonalData personal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        return new(_database.Read(session => ReadTurns(session, conversationId, Personal(personal))));
    }

    /// <inheritdoc/>
    public ValueTask<StoredLogPage> ReadLogAsync(LogQuery query, PersonalData personal = PersonalData.All, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new(_database.Read(session => ReadLog(session, query, Personal(personal))));
    }

    private StoredConversation? Read(Session session, string conversationId, PersonalReading personal)
    {
        bool withHidden = personal.Includes(PersonalData.Places);
        if (Begin(session, conversationId, personal, withHidden) is not var (summary, log, rows))
        {
            return null;
        }

        var (logged, messages) = ReadFacts.Of(log.ReadAll());
        var scores = rows.Scores();
        var conversation = new StoredConversation
        {
            Summary = summary,
            Turns = rows.Turns(),
            FunctionEvents = rows.Calls(),
            Logged = logged,
            ModelMessages = messages,
            Feedback = rows.Feedback(),
            Annotations = rows.Annotations(),
            Notes = rows.Notes(),
            Scores = [.. scores.OfType<ScoreRecord>()],
            Labels = [.. scores.OfType<LabelRecord>()],
            Assignment = scores.OfType<AssignmentRecord>().FirstOrDefault(),
            DeadLetters = rows.DeadLetters(),
        };
        if (!IsComplete(conversation, withHidden ? summary.All : summary.Visible))
        {
            _database.Troubles.ChecksumFailed();
        }

        return conversation;
    }

    private StoredConversation? ReadTurns(Session session, string conversationId, PersonalReading personal)
        => Begin(session, conversationId, personal, withHidden: false) is var (summary, log, rows)
            ? new StoredConversation { Summary = summary, Turns = rows.Turns(), Logged = [.. log.ReadFacts().Select(ModelCallRecord.InLog)] } : null;

    // The parts for reading any conversation; null if none with this id has an opening.
    private (StoredSummary Summary, LogReader Log, ConversationRows Rows)? Begin(Session session, string conversationId, PersonalReading personal,
        bool withHidden)
    {
        if (session[FindListed].Bind(1, conversationId).Scalar() is not { } number || CurrentSummary.Read(session, conversationId, personal) is not { } summary)
        {
            return null;
        }

        var parts = personal.Of(session, number);
        var log = new LogReader(session, _database.Troubles, parts, number, conversationId, withHidden);
        var records = new RecordRows(_database.Troubles, parts, number, conversationId,
            log.Writers.ToDictionary(static writer => writer.Number, static writer => writer.Id));
        return (summary, log, new ConversationRows(session, records, number));
    }

    // All records that were counted when they were written must be found: a flipped bit in a key can hide a row.
    private static bool IsComplete(StoredConversation conversation, ActivityCounts counts)
        => conversation.Turns.Count == conversation.Summary.TurnCount
        && conversation.FunctionEvents.Count == conversation.Summary.FunctionOutcomes.Count
        && conversation.Logged.OfType<EntryRecord>().Count() == counts.Entries
        && conversation.Feedback.Count == conversation.Summary.Ratings.Values.Sum()
        && conversation.Annotations.Count > 0 == conversation.Summary.IsAnnotated;

    private StoredLogPage ReadLog(Session session, LogQuery query, PersonalReading personal)
    {
        if (session[FindListed].Bind(1, query.ConversationId).Scalar() is not { } number)
        {
            return new StoredLogPage { Logged = [] };
        }

        var log = new LogReader(session, _database.Troubles, personal.Of(session, number), number, query.ConversationId, query.WithPii);
        return StoredLogPage.Of([.. log.After(query.After).Where(logged => LogFilter.Matches(logged.Record, query)).Take(query.Limit + 1)], query.Limit);
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
