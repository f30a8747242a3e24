using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ConvLog.Storage;

/// <summary>
/// A position in the access log's hash chain: the number of a read and the hash over it and all earlier reads. A head that was saved outside the store shows
/// later whether the log up to it is unchanged.
/// </summary>
public sealed record AccessChainHead
{
    private const int HashLength = 64;

    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789abcdef");

    /// <summary>Creates a head.</summary>
    /// <param name="number">The number of the access; 0 before the first.</param>
    /// <param name="hash">SHA-256, as 64 lower-case hexadecimal digits.</param>
    public AccessChainHead(long number, string hash)
    {
        Number = number;
        Hash = hash;
    }

    /// <summary>The number of the access. Accesses are numbered from 1 in the order in which they were written; 0 before the first.</summary>
    public long Number { get; init; }

    /// <summary>SHA-256, as 64 lower-case hexadecimal digits.</summary>
    public string Hash { get; init; }

    /// <summary>The head as text, <c>number:hash</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}:{Hash}");

    /// <summary>Parses the text that <see cref="ToString"/> returns.</summary>
    /// <param name="text">The text of a head.</param>
    /// <param name="head">The head; null if the text is not a head.</param>
    /// <returns>Whether the text is a head.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out AccessChainHead? head)
    {
        string[] parts = text?.Split(':') ?? [];
        bool isHead = parts.Length == 2 && parts[1].Length == HashLength && !parts[1].AsSpan().ContainsAnyExcept(s_digits);
        head = isHead && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? new AccessChainHead(number, parts[1]) : null;
        return head is not null;
    }
}
