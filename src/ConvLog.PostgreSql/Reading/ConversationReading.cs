using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Reading;

/// <summary>Reads a whole conversation, querying its rows in all tables in one round trip.</summary>
internal static class ConversationReading
{
    // All queries take $1, the number, and $2, the day. RecordRows and LoggedRows depend on the columns and their order.
    private const string Turns = $"SELECT {TurnColumns} FROM {TurnTables} WHERE r.conversation = $1 AND r.day = $2 ORDER BY r.no";

    private const string Calls = """
        SELECT r.no, r.id, r.writer, r.sequence, r.revision, r.name, r.started, r.duration, r.outcome, r.payload, r.checksum, pii.payload, pii.checksum
        FROM #.call AS r LEFT JOIN #.pii ON pii.conversation = r.conversation AND pii.day = r.day AND pii.kind = 5 AND pii.ref = r.no
        WHERE r.conversation = $1 AND r.day = $2 ORDER BY r.no
        """;

    private const string Feedback = """
        SELECT r.no, r.turn_id, r.source, r.rating, r.created, pii.payload, pii.checksum, r.checksum, r.has_comment, r.reasons
        FROM #.feedback AS r LEFT JOIN #.pii ON pii.conversation = r.conversation AND pii.day = r.day AND pii.kind = 6 AND pii.ref = r.no
        WHERE r.conversation = $1 AND r.day = $2 AND r.rating IS NOT NULL ORDER BY r.created, r.turn_id, r.source
        """;

    private const string Annotations = """
        SELECT r.no, r.id, r.turn_id, r.author, r.created, pii.payload, pii.checksum, r.checksum
        FROM #.annotation AS r LEFT JOIN #.pii ON pii.conversation = r.conversation AND pii.day = r.day AND pii.kind = 7 AND pii.ref = r.no
        WHERE r.conversation = $1 AND r.day = $2 AND NOT r.removed ORDER BY r.created, r.id
        """;

    private const string Notes = """
        SELECT r.no, r.id, r.author, r.created, pii.payload, pii.checksum, r.checksum
        FROM #.note AS r LEFT JOIN #.pii ON pii.conversation = r.conversation AND pii.day = r.day AND pii.kind = 8 AND pii.ref = r.no
        WHERE r.conversation = $1 AND r.day = $2 ORDER BY r.created, r.id
        """;

    private const string Scores = """
        SELECT r.no, r.id, r.kind, r.name, r.number, r.category, r.details, r.created, pii.payload, pii.checksum, r.checksum,
               r.removed::int
        FROM #.score AS r LEFT JOIN #.pii ON pii.conversation = r.conversation AND pii.day = r.day AND pii.kind = 10 AND pii.ref = r.no
        WHERE r.conversation = $1 AND r.day = $2 AND (r.kind <= 3 AND NOT r.removed OR r.kind = 9) ORDER BY r.created, r.id
        """;

    private const string DeadLetters = """
        SELECT r.no, r.id, r.kind, r.reason, r.refused, pii.payload, pii.checksum, r.checksum
        FROM #.dead_letter AS r LEFT JOIN #.pii ON pii.conversation = r.conversation AND pii.day = r.day AND pii.kind = 9 AND pii.ref = r.no
        WHERE r.conversation = $1 AND r.day = $2 ORDER BY r.refused, r.id
        """;

    /// <summary>The columns of a whole turn.</summary>
    public const string TurnColumns = """
        r.no, r.id, r.writer, r.sequence, r.revision, r.started, r.ended, r.latency, r.error_type, r.model, r.input_tokens,
        r.output_tokens, r.cost, r.currency, r.first_token, r.user_input, r.agent_response, r.flags, r.checksum, pii.payload, pii.checksum,
        r.details, r.speech_to_text, r.model_took, r.functions_took, r.text_to_speech, r.first_byte, r.total_tokens
        """;

    /// <summary>The tables of these columns.</summary>
    public const string TurnTables
        = "#.turn AS r LEFT JOIN #.pii ON pii.conversation = r.conversation AND pii.day = r.day AND pii.kind = 4 AND pii.ref = r.no";

    private static readonly string[] s_all = Queries(withHidden: true);
    private static readonly string[] s_turns = [LogRows.Writers, LogRows.Scopes, LogRows.Facts(withHidden: false, LogRows.WithoutMessages), Turns];
    private static readonly string[] s_visible = Queries(withHidden: false);

    /// <summary>Reads a conversation; null if none with this ID has an opening.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="conversationId">The ID of the conversation.</param>
    /// <param name="personal">Provides the personal parts.</param>
    /// <param name="isCounted">Whether its row includes all its records.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static ValueTask<StoredConversation?> ReadAsync(Session session, string conversationId, PersonalReading personal, bool isCounted,
        CancellationToken cancellationToken)
        => ReadAsync(session, conversationId, personal, personal.Includes(PersonalData.Places) ? s_all : s_visible, isCounted ? WholeAsync : ReadAllAsync,
            cancellationToken);

    /// <summary>Reads a conversation's summary, turns, changes of state and metrics; null if none with this ID has an opening.</summary>
    public static ValueTask<StoredConversation?> ReadTurnsAsync(Session session, string conversationId, PersonalReading personal,
        CancellationToken cancellationToken)
        => ReadAsync(session, conversationId, personal, s_turns, TurnsAsync, cancellationToken);

    // The answers begin with the data read of any conversation: its summary, openings and scopes. Those of the queries follow.
    private static async ValueTask<StoredConversation?> ReadAsync(
        Session session,
        string conversationId,
        PersonalReading personal,
        string[] queries,
        Func<ResultSets, StoredSummary, LogRows, RecordRows, PersonalReading, CancellationToken, ValueTask<StoredConversation>> readRest,
        CancellationToken cancellationToken)
    {
        if (await FoundConversation.OfAsync(session, conversationId, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        object?[] conversation = [found.Number, found.Day];
        var answers = await ResultSets.OfAsync(
            session,
            [.. SummaryRows.OfOne(found), .. LogRows.Planning, .. queries.Select(query => (query, conversation))],
            cancellationToken).ConfigureAwait(false);
        await using var ending = answers.ConfigureAwait(false);
        if (await SummaryRows.ReadAsync(answers, personal, cancellationToken).ConfigureAwait(false) is not var (summary, parts))
        {
            return null;
        }

        var log = await LogRows.OfAsync(answers, new LoggedRows(personal.Troubles, parts, found.Number, conversationId), cancellationToken)
            .ConfigureAwait(false);
        var records = new RecordRows(personal.Troubles, parts, found.Number, conversationId, log.WriterIds);
        return await readRest(answers, summary, log, records, personal, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<StoredConversation> WholeAsync(
        ResultSets answers, StoredSummary summary, LogRows log, RecordRows records, PersonalReading personal, CancellationToken cancellationToken)
    {
        var read = await ReadAllAsync(answers, summary, log, records, personal, cancellationToken).ConfigureAwait(false);
        if (!IsComplete(read, personal.Includes(PersonalData.Places) ? summary.All : summary.Visible))
        {
            personal.Troubles.ChecksumFailed();
        }

        return read;
    }

    private static async ValueTask<StoredConversation> ReadAllAsync(
        ResultSets answers, StoredSummary summary, LogRows log, RecordRows records, PersonalReading personal, CancellationToken cancellationToken)
    {
        var logged = await log.ReadAsync(answers, ofEntries: 1, cancellationToken).ConfigureAwait(false);
        var (rest, messages) = ReadFacts.Of(logged.Select(static one => one.Record).OfType<ScopedRecord>());
        List<StoreRecord> scores;
        return new StoredConversation
        {
            Summary = summary,
            Logged = rest,
            ModelMessages = messages,
            Turns = await answers.NextListAsync(records.Turn, cancellationToken).ConfigureAwait(false),
            FunctionEvents = await answers.NextListAsync(records.Call, cancellationToken).ConfigureAwait(false),
            Feedback = await answers.NextListAsync(records.Feedback, cancellationToken).ConfigureAwait(false),
            Annotations = await answers.NextListAsync(records.Annotation, cancellationToken).ConfigureAwait(false),
            Notes = await answers.NextListAsync(records.Note, cancellationToken).ConfigureAwait(false),
            Scores = [.. (scores = await answers.NextListAsync(records.Score, cancellationToken).ConfigureAwait(false)).OfType<ScoreRecord>()],
            Labels = [.. scores.OfType<LabelRecord>()],
            Assignment = scores.OfType<AssignmentRecord>().FirstOrDefault(),
            DeadLetters = await answers.NextListAsync(records.DeadLetter, cancellationToken).ConfigureAwait(false),
        };
    }

    private static async ValueTask<StoredConversation> TurnsAsync(
        ResultSets answers, StoredSummary summary, LogRows log, RecordRows records, PersonalReading personal, CancellationToken cancellationToken) => new()
        {
            Summary = summary,
            Logged = [.. (await log.ReadFactsAsync(answers, cancellationToken).ConfigureAwait(false)).Select(ModelCallRecord.InLog)],
            Turns = await answers.NextListAsync(records.Turn, cancellationToken).ConfigureAwait(false),
        };

    private static string[] Queries(bool withHidden)
        => [LogRows.Writers, LogRows.Scopes, LogRows.Entries(withHidden ? "" : LogRows.VisibleEntries), LogRows.Facts(withHidden), Turns, Calls, Feedback,
            Annotations, Notes, Scores, DeadLetters];

    // All counted rows must be found: a flipped bit in a key can hide a row.
    private static bool IsComplete(StoredConversation conversation, ActivityCounts counts)
        => conversation.Turns.Count == conversation.Summary.TurnCount
        && conversation.FunctionEvents.Count == conversation.Summary.FunctionOutcomes.Count
        && conversation.Logged.OfType<EntryRecord>().Count() == counts.Entries
        && conversation.Feedback.Count == conversation.Summary.Ratings.Values.Sum()
        && conversation.Annotations.Count > 0 == conversation.Summary.IsAnnotated;
}
