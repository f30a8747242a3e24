using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Payloads.Rows;

/// <summary>
/// The row of a model call for filters and statistics: written from the call's beginning and replaced by its end, in whichever order they arrive. It contains
/// no personal data, and records are never read from it.
/// </summary>
/// <param name="Id">A hash of the call's ID, unique in its conversation.</param>
/// <param name="Model">The model.</param>
/// <param name="Provider">Its provider; null if unknown.</param>
/// <param name="Started">When it began, in ticks.</param>
/// <param name="HasEnded">Whether the row was created from the call's end.</param>
/// <param name="Duration">How long it took, in ticks; null if unknown.</param>
/// <param name="FirstToken">The time to the first token, in ticks; null if unknown.</param>
/// <param name="Outcome">How it ended; null while it runs.</param>
/// <param name="Usage">Its usage; null if unknown.</param>
internal sealed record ModelCallRow(
    long Id, string Model, string? Provider, long Started, bool HasEnded, long? Duration, long? FirstToken, long? Outcome, ModelUsage? Usage)
{
    /// <summary>Its cost, as a decimal number; null if unknown.</summary>
    public string? Cost => UsageCost.Of(Usage).Cost;

    /// <summary>The currency of the cost; null without one.</summary>
    public string? Currency => Cost is null ? null : UsageCost.Of(Usage).Currency;

    /// <summary>Creates the row from a call's beginning or end.</summary>
    public static ModelCallRow Of(ModelCallRecord call) => new(
        IdOf(call.ModelCallId), call.Model, call.Provider, call.StartedAt.UtcTicks, call.HasEnded, call.Duration?.Ticks, call.FirstTokenAfter?.Ticks,
        (long?)call.Outcome, call.Usage);

    /// <summary>Whether it replaces another row of the same call: the end includes the properties of the beginning, and the first end is kept.</summary>
    public bool Replaces(bool hasEnded) => HasEnded && !hasEnded;

    /// <summary>The hash of a call's id.</summary>
    // 64 bits keep the row and its index small. Two calls of one conversation with equal hashes would be counted as one.
    public static long IdOf(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(TextRules.WithoutLoneSurrogates(id)), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
