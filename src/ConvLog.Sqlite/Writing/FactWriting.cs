using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Statistics;
using ConvLog.Sqlite.Summaries;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Writing;

/// <summary>Writes API responses, changes of state, metrics, model calls and their messages.</summary>
/// <param name="session">The connection, in the transaction.</param>
/// <param name="privacy">Which texts are personal.</param>
/// <param name="scopes">The scopes that are new.</param>
/// <param name="days">The counted days that change.</param>
/// <param name="payloads">The personal parts.</param>
/// <param name="scores">The rows by which lists find metrics.</param>
internal sealed class FactWriting(Session session, PrivacyOptions privacy, NewScopes scopes, DayChanges days, PersonalWriting payloads, ScoreWriting scores)
{
    private const string InsertFact = """
        INSERT INTO fact (conversation, id, writer, sequence, scope, kind, time, payload, checksum, counts)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        ON CONFLICT DO NOTHING
        """;
    private const string FindChecksumOfFact = "SELECT checksum FROM fact WHERE conversation = ?1 AND id = ?2";

    /// <summary>How many facts arrived again with different content.</summary>
    public long Conflicts { get; private set; }

    public void Write(ConversationChange change, FactRecord fact)
    {
        fact = FactPayload.HasMessages(fact) ? FactPayload.Keyed(fact, payloads.KeyOf(change), privacy) : fact;
        long writer = change.Known.WriterNumber(session, fact.WriterId);
        long scope = change.Known.ScopeOf(session, scopes, fact.TurnId, fact.FunctionEventId);
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
                Conflicts += stored == checksum ? 0 : 1;
            }

            return;
        }

        long number = session.LastRowId;
        if (personal is not null)
        {
            payloads.Store(change, PiiKind.Fact, number, personal);
        }

        if (fact is ModelCallRecord call)
        {
            var called = ModelCallRow.Of(call);
            scopes.Write();
            days.ChangeModelCall(change.Known.Number, called, scope);
            ModelCallRows.Put(session, change.Known.Number, number, scope, called);
        }

        if (fact is ApiResponseRecord && (kind & FactPayload.PersonalKind) == 0)
        {
            days.ChangeResponses(change.Known.Number);
        }

        if (fact is MetricRecord metric && ScoreRow.OfMetric(metric, writer) is { } row)
        {
            scores.WriteListRow(change, row);
        }

        ((kind & FactPayload.PersonalKind) != 0 ? ref change.Personal : ref change.Visible).Count(fact);
    }
}
