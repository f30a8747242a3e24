using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Schema;

/// <summary>Makes the rows of migration 8 for the model calls that are stored: their facts are compressed, which no script can read. Part of that
/// migration.</summary>
internal static class EarlierModelCalls
{
    private static readonly string s_calls = FormattableString.Invariant($"""
        SELECT no, conversation, id, writer, sequence, scope, kind, time, payload, checksum FROM fact WHERE kind = {FactPayload.ModelCall} ORDER BY no
        """);

    /// <summary>Makes them, in the transaction of the migration. Of damaged facts nothing is used: a reader finds the damage.</summary>
    public static void Fill(Session session)
    {
        using var rows = session.Prepare(s_calls);
        while (rows.Step())
        {
            if (IsWhole(rows))
            {
                var place = new MetricRecord
                {
                    ConversationId = "",
                    WriterId = Guid.Empty,
                    Sequence = rows.Int64(4),
                    Id = rows.Guid(2),
                    Timestamp = rows.Time(7),
                    Metric = default,
                };
                var call = (ModelCallRecord)FactPayload.Read(rows.Int64(6), place, rows.Bytes(8), personal: default)!;
                ModelCallRows.Put(session, rows.Int64(1), rows.Int64(0), rows.Int64(5), ModelCallRow.Of(call));
            }
        }
    }

    private static bool IsWhole(Statement row)
    {
        return row.Int64(9) is var checksum && (checksum == ChecksumOf(hasPersonal: false) || checksum == ChecksumOf(hasPersonal: true));

        long ChecksumOf(bool hasPersonal) => RowChecksums.ChecksumOf(
            row.Guid(2), row.Int64(3), row.Int64(4), row.Int64(5), row.Int64(6), row.Int64(7), row.Bytes(8), hasPersonal);
    }
}
