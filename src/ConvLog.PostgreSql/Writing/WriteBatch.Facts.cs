using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Writing;

/// <content>API responses, changes of state, metrics.</content>
internal sealed partial class WriteBatch
{
    private const string FindStoredFacts = $"SELECT conversation, id, checksum FROM #.fact WHERE {These} AND id = ANY($3)";

    private readonly BulkRows _facts = new(
        "fact", "conversation bigint", "day bigint", "no bigint", "id uuid", "writer bigint", "sequence bigint", "scope bigint", "kind bigint", "time bigint",
            "payload bytea", "checksum bigint");

    private void Write(ConversationChange change, FactRecord fact)
    {
        int writer = change.WriterNumber(fact.WriterId);
        int scope = change.ScopeNumber(fact.TurnId, fact.FunctionEventId);
        long kind = FactPayload.KindOf(fact);
        long time = fact.Timestamp.UtcTicks;
        byte[]? visible = FactPayload.Visible(fact);
        byte[]? personal = FactPayload.Personal(fact);
        long checksum = RowChecksums.ChecksumOf(fact.Id, writer, fact.Sequence, scope, kind, time, visible, personal is not null);
        if (!change.Facts.TryAdd(fact.Id, checksum))
        {
            CountConflict(change.Facts[fact.Id], checksum);
            return;
        }

        bool isPersonal = (kind & FactPayload.PersonalKind) != 0;
        int number = ++change.LastFact * (isPersonal ? -1 : 1);
        _facts.Add(change.Number, change.Day, number, fact.Id, writer, fact.Sequence, scope, kind, time, visible, checksum);
        change.Changed |= RecordKinds.Facts;
        change.Keep(PiiKind.Fact, number, personal, isNew: true);
        (isPersonal ? ref change.Personal : ref change.Visible).CountFact(fact is ApiResponseRecord { IsProblem: true }, time);
    }

    private void AddStoredFacts(Reads reads)
    {
        var asked = _byNumber.Values.Where(static change => change.Brings(RecordKinds.Facts)).ToList();
        if (asked.Count > 0)
        {
            Guid[] ids = [.. records.OfType<FactRecord>().Select(static fact => fact.Id).Distinct()];
            reads.Add(FindStoredFacts, [NumbersOf(asked), DaysOf(asked), ids], row => _byNumber[row.Int64(0)].Facts[row.Guid(1)] = row.Int64(2));
        }
    }
}
