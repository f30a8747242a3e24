using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Summaries;
using ConvLog.Storage;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Reading;

/// <summary>Reads conversations and their logs in one read transaction.</summary>
/// <param name="session">The transaction.</param>
/// <param name="personal">Opens personal data.</param>
internal sealed class ConversationReading(Session session, PersonalReading personal)
{
    private const string FindListed = "SELECT no FROM conversation WHERE id = ?1 AND listed IS NOT NULL";

    private const string Openings = """
        SELECT writer.opening, writer.checksum, writer.no, pii.payload, pii.checksum, user.pseudonym
        FROM writer LEFT JOIN pii ON pii.kind = 1 AND pii.ref = writer.no LEFT JOIN user ON user.no = writer.user
        WHERE writer.conversation = ?1 AND writer.revision IS NOT NULL ORDER BY writer.no
        """;

    /// <summary>A conversation with all its records; null if there is none.</summary>
    public StoredConversation? Whole(string conversationId)
    {
        bool withHidden = personal.Includes(PersonalData.Places);
        if (Begin(conversationId, withHidden) is not var (summary, log, rows))
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
            personal.Troubles.ChecksumFailed();
        }

        return conversation;
    }

    /// <summary>A conversation with its turns and model calls only; null if there is none.</summary>
    public StoredConversation? Turns(string conversationId)
        => Begin(conversationId, withHidden: false) is var (summary, log, rows)
            ? new StoredConversation { Summary = summary, Turns = rows.Turns(), Logged = [.. log.ReadFacts().Select(ModelCallRecord.InLog)] } : null;

    /// <summary>A page of a log.</summary>
    public StoredLogPage Log(LogQuery query)
    {
        if (session[FindListed].Bind(1, query.ConversationId).Scalar() is not { } number)
        {
            return new StoredLogPage { Logged = [] };
        }

        var log = new LogReader(session, personal.Troubles, personal.Of(session, number), number, query.ConversationId, query.WithPii);
        return StoredLogPage.Of([.. log.After(query.After).Where(logged => LogFilter.Matches(logged.Record, query)).Take(query.Limit + 1)], query.Limit);
    }

    /// <summary>All openings of a conversation.</summary>
    public List<ConversationRecord> OpeningsOf(string conversationId)
    {
        var openings = new List<ConversationRecord>();
        if (session[FindListed].Bind(1, conversationId).Scalar() is not { } number)
        {
            return openings;
        }

        var parts = personal.Of(session, number);
        var rows = session[Openings].Bind(1, number);
        while (rows.Step())
        {
            if (personal.Troubles.Verify(rows.Int64(1), ConversationPayload.ChecksumOf(rows.Int64(2), rows.Bytes(0))))
            {
                byte[]? part = parts.Open(rows, 3, PiiKind.Opening, rows.Int64(2));
                openings.Add(ConversationPayload.Read(conversationId, rows.Bytes(0), part, rows.OptionalText(5), out _));
            }
        }

        return openings;
    }

    // The parts for reading any conversation; null if none with this id has an opening.
    private (StoredSummary Summary, LogReader Log, ConversationRows Rows)? Begin(string conversationId, bool withHidden)
    {
        if (session[FindListed].Bind(1, conversationId).Scalar() is not { } number || CurrentSummary.Read(session, conversationId, personal) is not { } summary)
        {
            return null;
        }

        var parts = personal.Of(session, number);
        var log = new LogReader(session, personal.Troubles, parts, number, conversationId, withHidden);
        var records = new RecordRows(personal.Troubles, parts, number, conversationId,
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
}
