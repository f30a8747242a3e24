using System.Security.Cryptography;

namespace ConvLog.Storage.Payloads.Sealing;

/// <summary>Random nonces of the data keys, generated in batches: the system's generator takes as long for one as for a hundred.</summary>
internal static class Nonces
{
    public const int Length = 12;

    private const int AtOnce = 64;

    [ThreadStatic]
    private static byte[]? s_drawn;

    [ThreadStatic]
    private static int s_left;

    public static void Fill(Span<byte> nonce)
    {
        byte[] drawn = s_drawn ??= new byte[AtOnce * Length];
        if (s_left == 0)
        {
            RandomNumberGenerator.Fill(drawn);
            s_left = AtOnce;
        }

        drawn.AsSpan(--s_left * Length, Length).CopyTo(nonce);
    }
}
