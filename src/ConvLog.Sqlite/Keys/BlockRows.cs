using System.Buffers;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Keys;

/// <summary>Writes blocks of personal payloads. All writes of them are here.</summary>
internal static class BlockRows
{
    private const string Insert = "INSERT INTO pii_block (no, conversation, checksum, places, payload) VALUES (?1, ?2, ?3, ?4, ?5)";
    private const string Update = "UPDATE pii_block SET checksum = ?3, places = ?4, payload = ?5 WHERE no = ?1";
    private const string LastBlock = "SELECT max(no) FROM pii_block";
    private const string DeleteBlock = "DELETE FROM pii_block WHERE no = ?1";
    private const string DeleteBlocks = "DELETE FROM pii_block WHERE conversation = ?1";

    /// <summary>Seals a block and stores it after all others.</summary>
    public static void Add(Session session, DataKey key, long conversation, PayloadBlock block)
        => Put(session[Insert].Bind(2, conversation), key, (session[LastBlock].Scalar() ?? 0) + 1, conversation, block);

    /// <summary>Seals a changed block and replaces its row; an empty block is deleted.</summary>
    public static void Replace(Session session, DataKey key, long number, long conversation, PayloadBlock block)
    {
        if (block.IsEmpty)
        {
            session[DeleteBlock].Bind(1, number).Run();
        }
        else
        {
            Put(session[Update], key, number, conversation, block);
        }
    }

    /// <summary>Deletes all blocks of a conversation.</summary>
    public static void Remove(Session session, long conversation) => session[DeleteBlocks].Bind(1, conversation).Run();

    private static void Put(Statement put, DataKey key, long number, long conversation, PayloadBlock block)
    {
        byte[] places = block.EncodeIndex();
        byte[] sealedPayloads = Seal(key, number, places, block.Payloads);
        long checksum = RowChecksums.ChecksumOf(number, conversation, places, sealedPayloads);
        put.Bind(1, number).Bind(3, checksum).BindBlob(4, places).BindBlob(5, sealedPayloads).Run();
    }

    private static byte[] Seal(DataKey key, long number, byte[] places, ReadOnlySpan<byte> payloads)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(payloads.Length);
        try
        {
            return key.SealBlock(number, places, Compression.TryCompressFast(payloads, buffer, out int length) ? buffer.AsSpan(0, length) : payloads);
        }
        finally
        {
            buffer.AsSpan(0, payloads.Length).Clear();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
