using ConvLog.Records;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Summaries;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Writing;

/// <content>API responses, changes of state, metrics, model calls and their messages.</content>
internal sealed partial class WriteBatch
{
    private const string InsertFact = """
        INSERT INTO fact (conversation, id, writer, sequence, scope, kind, time, payload, checksum, counts)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        ON CONFLICT DO NOTHING
        """;
    private const string FindChecksumOfFact = "SELECT checksum FROM fact WHERE conversation = ?1 AND id = ?2";

    private void Write(FactRecord fact)
    {
        var change = ChangeOf(fact.ConversationId);
        fact = FactPayload.HasMessages(fact) ? FactPayload.Keyed(fact, KeyOf(change), _privacy) : fact;
        long writer = change.Known.WriterNumber(session, fact.WriterId);
        long scope = change.Known.ScopeOf(session, _scopes, fact.TurnId, fact.FunctionEventId);
        long kind = FactPayload.KindOf(fact);
        long time = fact.Timestamp.UtcTicks;
        byte[]? visible = FactPayload.Visible(fact);
        byte[]? personal = FactPayload.Personal(fact);
        long order = FactOrder.Of(fact.Sequence, (kind & FactPayload.PersonalKind) != 0);
        long checksum = RowChecksums.ChecksumOf(fact.Id, writer, order, scope, kind, time, visible, personal is not null);
        var insert = session[InsertFact]
            .Bind(1, change.Known.Number).Bind(2, fact.Id).Bind(3, writer).Bind(4, order).Bind(5, scope).Bind(6, kind).Bind(7, time).Bind(9, checksum)
            .Bind(10, (long)CountedFacts.Of(fact));
        _ = visible is null ? insert.BindNull(8) : FactPayload.IsBinary(fact) ? insert.BindBlob(8, visible) : insert.Bind(8, visible);
        if (insert.RunAndCount() == 0)
        {
            if (fact is ModelMessageRecord)
            {
                return; // Another opening has written the same message.
            }

            long? stored = session[FindChecksumOfFact].Bind(1, change.Known.Number).Bind(2, fact.Id).Scalar();
            if (stored != RowChecksums.ChecksumOf(fact.Id, writer, fact.Sequence, scope, kind, time, visible, personal is not null))
            {
                CountConflict(stored, checksum);
            }

            return;
        }

        long number = session.LastRowId;
        if (personal is not null)
        {
            PiiRows.Store(session, KeyOf(change), PiiKind.Fact, number, personal);
        }

        if (fact is ModelCallRecord call)
        {
            var called = ModelCallRow.Of(call);
            _scopes.Write();
            _days.ChangeModelCall(change.Known.Number, called, scope);
            ModelCallRows.Put(session, change.Known.Number, number, scope, called);
        }

        if (fact is ApiResponseRecord && (kind & FactPayload.PersonalKind) == 0)
        {
            _days.ChangeCalls(change.Known.Number);
        }

        if (fact is MetricRecord metric && ScoreRow.OfMetric(metric, writer) is { } row)
        {
            WriteScoreRow(change, row);
        }

        ((kind & FactPayload.PersonalKind) != 0 ? ref change.Personal : ref change.Visible).Count(fact);
    }
}
