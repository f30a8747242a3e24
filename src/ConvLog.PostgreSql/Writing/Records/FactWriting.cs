using ConvLog.PostgreSql.Connections;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;
using Npgsql;

namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>Writes facts: API responses, changes of state, metrics, model calls and their messages.</summary>
/// <param name="session">The connection, in its transaction.</param>
/// <param name="conversations">The conversations of the batch.</param>
/// <param name="records">The records of the batch.</param>
/// <param name="keys">The keys of the conversations.</param>
/// <param name="privacy">Decides what is shown.</param>
internal sealed class FactWriting(
    Session session, BatchConversations conversations, IReadOnlyList<StoreRecord> records, BatchKeys keys, PrivacyOptions privacy)
{
    private const string FindStoredFacts = $"SELECT conversation, id, checksum FROM #.fact# WHERE {StateQueries.These} AND id = ANY($3)";

    private static readonly string s_findLast
        = StateQueries.Last($"greatest({StateQueries.LastOf("fact", "DESC")}, -{StateQueries.LastOf("fact", "ASC")})");

    private readonly BulkRows _rows = new(
        "fact#", "conversation bigint", "day bigint", "no bigint", "id uuid", "writer bigint", "sequence bigint", "scope bigint", "kind bigint", "time bigint",
            "payload bytea", "checksum bigint");

    /// <summary>Adds the query for the numbers of the last facts.</summary>
    public static void AddLastTo(StateQueries reads, List<ConversationChange> stored)
        => reads.AddLast(s_findLast, stored.FindAll(static change => change.Contains(RecordKinds.Facts)),
            static (change, row) => change.LastFact = (int)(row.OptionalInt64(1) ?? 0));

    /// <summary>Finds the messages that are stored already. Each opening repeats the messages of the one before, so these are no conflicts.</summary>
    public async ValueTask FindMessagesAsync(CancellationToken cancellationToken)
    {
        var facts = records.OfType<FactRecord>().Where(FactPayload.HasMessages).Select(fact => (Fact: fact, Change: conversations.Of(fact.ConversationId)))
            .Where(static given => !given.Change.IsErased).ToList();
        List<ConversationChange> changes = [.. facts.Select(static given => given.Change).Distinct()];
        await keys.FindAsync(changes, cancellationToken).ConfigureAwait(false);
        await keys.MakeAsync(changes, cancellationToken).ConfigureAwait(false);

        var stored = facts.FindAll(static given => given is { Fact: ModelMessageRecord, Change.IsNew: false });
        if (stored.Count > 0)
        {
            var reads = new StateQueries(session, conversations);
            AddStoredTo(
                reads,
                [.. stored.Select(static given => given.Change).Distinct()],
                stored.Select(static given => given.Change.Key!.MessageId(given.Fact.Id)));
            await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Adds the query for facts of the batch that are stored already.</summary>
    public void AddStoredTo(StateQueries reads)
    {
        var asked = conversations.Stored.Where(static change => change.Contains(RecordKinds.Facts)).ToList();
        if (asked.Count > 0)
        {
            AddStoredTo(reads, asked, records.OfType<FactRecord>().Select(static fact => fact.Id));
        }
    }

    private static void AddStoredTo(StateQueries reads, List<ConversationChange> asked, IEnumerable<Guid> ids) => reads.Add(
        FindStoredFacts,
        [BatchConversations.NumbersOf(asked), BatchConversations.DaysOf(asked), ids.Distinct().ToArray()],
        static (change, row) => change.Facts[row.Guid(1)] = row.Int64(2));

    public void Write(ConversationChange change, FactRecord fact)
    {
        fact = FactPayload.HasMessages(fact) ? FactPayload.Keyed(fact, change.Key!, privacy) : fact;
        int writer = change.WriterNumber(fact.WriterId);
        int scope = change.ScopeNumber(fact.TurnId, fact.FunctionEventId);
        long kind = FactPayload.KindOf(fact);
        long time = fact.Timestamp.UtcTicks;
        byte[]? visible = FactPayload.Visible(fact);
        byte[]? personal = FactPayload.Personal(fact);
        long checksum = RowChecksums.ChecksumOf(fact.Id, writer, fact.Sequence, scope, kind, time, visible, personal is not null);
        if (!change.Facts.TryAdd(fact.Id, checksum))
        {
            if (fact is not ModelMessageRecord)
            {
                change.CountConflict(change.Facts[fact.Id], checksum);
            }

            return; // Another opening may send the same message again: that is not a conflict.
        }

        bool isPersonal = (kind & FactPayload.PersonalKind) != 0;
        int number = ++change.LastFact * (isPersonal ? -1 : 1);
        _rows.Add(change.Number, change.Day, number, fact.Id, writer, fact.Sequence, scope, kind, time, visible, checksum);
        change.Changed |= RecordKinds.Facts;
        change.HasNewResponses |= fact is ApiResponseRecord && !isPersonal;
        change.SetPersonal(PiiKind.Fact, number, personal, isNew: true);
        if (fact is MetricRecord metric && ScoreRow.OfMetric(metric, writer) is { } row)
        {
            ScoreWriting.SetRow(change, row);
        }

        (isPersonal ? ref change.Personal : ref change.Visible).Count(fact);
        if (fact is ModelCallRecord call)
        {
            ModelCallWriting.Write(change, call);
        }
    }

    public void InsertBy(NpgsqlBatch batch) => _rows.InsertBy(session, batch);
}
