using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Keys;

/// <summary>Writes personal payloads. All writes of them are here.</summary>
internal static class PiiRows
{
    private const string Put = """
        INSERT INTO pii (kind, ref, payload, checksum)
        VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET payload = excluded.payload, checksum = excluded.checksum
        """;
    private const string Delete = "DELETE FROM pii WHERE kind = ?1 AND ref = ?2";

    /// <summary>Seals a payload and stores it, replacing an existing one.</summary>
    public static void Store(Session session, DataKey key, PiiKind kind, long reference, ReadOnlySpan<byte> payload)
    {
        byte[] sealedPayload = key.Seal(kind, reference, payload);
        session[Put].Bind(1, (long)kind).Bind(2, reference).BindBlob(3, sealedPayload).Bind(4, RowChecksums.ChecksumOf(kind, reference, sealedPayload)).Run();
    }

    public static void Remove(Session session, PiiKind kind, long reference) => session[Delete].Bind(1, (long)kind).Bind(2, reference).Run();
}
