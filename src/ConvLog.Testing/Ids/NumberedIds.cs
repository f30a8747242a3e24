using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ConvLog.Testing.Ids;

/// <summary>
/// Makes ids that are the same from run to run: UUIDs of version 7, as those of turns and function events are, with a number in place of the time, and the rest
/// from the conversation's ID.
/// </summary>
internal sealed class NumberedIds
{
    private long _last;

    /// <summary>Makes the ids of one conversation. The numbers go through all of them, so that two openings of one do not share an id.</summary>
    public Func<Guid> Of(string conversationId)
    {
        byte[] name = SHA256.HashData(Encoding.UTF8.GetBytes(conversationId));
        return () =>
        {
            Span<byte> id = stackalloc byte[16];
            BinaryPrimitives.WriteInt64BigEndian(id, Interlocked.Increment(ref _last) << 16);
            name.AsSpan(0, 10).CopyTo(id[6..]);
            id[6] = (byte)(0x70 | (id[6] & 0x0F));
            id[8] = (byte)(0x80 | (id[8] & 0x3F));
            return new Guid(id, bigEndian: true);
        };
    }
}
