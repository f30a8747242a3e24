using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.PostgreSql.Writing;

/// <content>API responses, changes of state, metrics, model calls and their messages.</content>
internal sealed partial class WriteBatch
{
    private const string FindStoredFacts = $"SELECT conversation, id, checksum FROM #.fact# WHERE {These} AND id = ANY($3)";

    private readonly BulkRows _facts = new(
        "fact#", "conversation bigint", "day bigint", "no bigint", "id uuid", "writer bigint", "sequence bigint", "scope bigint", "kind bigint", "time bigint",
            "payload bytea", "checksum bigint");

    private void Write(ConversationChange change, FactRecord fact)
    {
        fact = FactPayload.HasMessages(fact) ? FactPayload.Keyed(fact, change.Key!, Privacy) : fact;
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
                CountConflict(change.Facts[fact.Id], checksum);
            }

            return; // Another opening may send the same message again: that is not a conflict.
        }

        bool isPersonal = (kind & FactPayload.PersonalKind) != 0;
        int number = ++change.LastFact * (isPersonal ? -1 : 1);
        _facts.Add(change.Number, change.Day, number, fact.Id, writer, fact.Sequence, scope, kind, time, visible, checksum);
        change.Changed |= RecordKinds.Facts;
        change.HasNewResponses |= fact is ApiResponseRecord && !isPersonal;
        change.SetPersonal(PiiKind.Fact, number, personal, isNew: true);
        if (fact is MetricRecord metric && ScoreRow.OfMetric(metric, writer) is { } row)
        {
            SetScore(change, row);
        }

        (isPersonal ? ref change.Personal : ref change.Visible).Count(fact);
        if (fact is ModelCallRecord call)
        {
            SetModelCall(change, call);
        }
    }

    // Unlike for other facts, stored messages are expected: each opening repeats the messages of the one before.
    private async ValueTask FindMessagesAsync(CancellationToken cancellationToken)
    {
        var facts = records.OfType<FactRecord>().Where(FactPayload.HasMessages).Select(fact => (Fact: fact, Change: ChangeOf(fact.ConversationId)))
            .Where(static given => !given.Change.IsErased).ToList();
        List<ConversationChange> changes = [.. facts.Select(static given => given.Change).Distinct()];
        await FindKeysAsync(changes, cancellationToken).ConfigureAwait(false);
        await MakeKeysAsync(changes, cancellationToken).ConfigureAwait(false);

        var stored = facts.FindAll(static given => given is { Fact: ModelMessageRecord, Change.IsNew: false });
        if (stored.Count > 0)
        {
            var reads = new QueryBatch(session);
            AddStoredFacts(
                reads,
                [.. stored.Select(static given => given.Change).Distinct()],
                stored.Select(static given => given.Change.Key!.MessageId(given.Fact.Id)));
            await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void AddStoredFacts(QueryBatch reads)
    {
        var asked = _byNumber.Values.Where(static change => change.Contains(RecordKinds.Facts)).ToList();
        if (asked.Count > 0)
        {
            AddStoredFacts(reads, asked, records.OfType<FactRecord>().Select(static fact => fact.Id));
        }
    }

    private void AddStoredFacts(QueryBatch reads, List<ConversationChange> asked, IEnumerable<Guid> ids) => reads.Add(
        FindStoredFacts,
        [NumbersOf(asked), DaysOf(asked), ids.Distinct().ToArray()],
        row => _byNumber[row.Int64(0)].Facts[row.Guid(1)] = row.Int64(2));
}
