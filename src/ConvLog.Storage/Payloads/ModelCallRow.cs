using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage.Payloads;

/// <summary>
/// One row for each model call, of which filters and statistics are made: written from the call's beginning and replaced by its end, whichever comes first.
/// Nothing in it is personal, and a reader never reads a record from it.
/// </summary>
/// <param name="Id">A hash of the call's id, unique in its conversation.</param>
/// <param name="Model">The model.</param>
/// <param name="Provider">Its provider; null where not told.</param>
/// <param name="Started">When it began, in ticks.</param>
/// <param name="HasEnded">Whether it was made of the call's end.</param>
/// <param name="Duration">How long it took, in ticks; null where that is not known.</param>
/// <param name="FirstToken">The time to the first token, in ticks; null where that is not known.</param>
/// <param name="Outcome">How it ended; null while it runs.</param>
/// <param name="Usage">What it took; null where not told.</param>
internal sealed record ModelCallRow(
    long Id, string Model, string? Provider, long Started, bool HasEnded, long? Duration, long? FirstToken, long? Outcome, ModelUsage? Usage)
{
    /// <summary>What it cost, as a decimal number; null where that is not known.</summary>
    public string? Cost => UsageCost.Of(Usage).Cost;

    /// <summary>The currency of the cost; null without one.</summary>
    public string? Currency => Cost is null ? null : UsageCost.Of(Usage).Currency;

    /// <summary>The row of a call's beginning or end.</summary>
    public static ModelCallRow Of(ModelCallRecord call) => new(
        IdOf(call.ModelCallId), call.Model, call.Provider, call.StartedAt.UtcTicks, call.HasEnded, call.Duration?.Ticks, call.FirstTokenAfter?.Ticks,
        (long?)call.Outcome, call.Usage);

    /// <summary>Whether it takes the place of another row of the same call: the end says all that the beginning does, and the first end stays.</summary>
    public bool Replaces(bool hasEnded) => HasEnded && !hasEnded;

    /// <summary>The hash of a call's id.</summary>
    // 64 bits, so that the row and its index stay small. Two calls of one conversation would have to share them to be counted as one.
    public static long IdOf(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(TextRules.Whole(id)), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
