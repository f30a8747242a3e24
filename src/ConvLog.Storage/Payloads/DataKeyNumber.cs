using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ConvLog.Storage.Payloads;

/// <summary>The number of a data key: random, so that none is ever used twice, also not after an old copy of the keys was put back.</summary>
internal static class DataKeyNumber
{
    /// <summary>A number above 0.</summary>
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
