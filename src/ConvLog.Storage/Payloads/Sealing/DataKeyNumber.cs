using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ConvLog.Storage.Payloads.Sealing;

/// <summary>The number of a data key: random, so that no number is ever used twice, even after an old backup of the keys was restored.</summary>
internal static class DataKeyNumber
{
    /// <summary>A random number above 0.</summary>
    public static long New()
    {
        long number;
        do
        {
            number = BinaryPrimitives.ReadInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(long))) & long.MaxValue;
        }
        while (number == 0);

        return number;
    }
}
