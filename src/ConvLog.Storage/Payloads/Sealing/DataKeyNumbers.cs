using System.Security.Cryptography;

namespace ConvLog.Storage.Payloads.Sealing;

/// <summary>
/// The numbers of data keys: the minute in which they were created, then random bits, so that no number is ever used twice, even after an old backup of the
/// keys was restored. Numbers of one time are close together, so new keys change few pages of a table with many.
/// </summary>
internal static class DataKeyNumbers
{
    private const int RandomBits = 37;
    private const long LastMinute = (1L << (63 - RandomBits)) - 2;

    private static readonly DateTimeOffset s_firstMinute = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Consecutive numbers above 0, the first of them random within its minute.</summary>
    /// <param name="count">How many.</param>
    /// <param name="now">The time. Before 2000 and after 2127, the first and the last minute of that period count.</param>
    public static long[] New(int count, DateTimeOffset now)
    {
        long minute = Math.Clamp((now - s_firstMinute).Ticks / TimeSpan.TicksPerMinute, 1, LastMinute);
        long random = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & ((1L << RandomBits) - 1);
        var numbers = new long[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = (minute << RandomBits) + random + i;
        }

        return numbers;
    }
}
