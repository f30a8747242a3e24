using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>What a turn waits for, and how a later request that answers it is recognized, see <see cref="Turn.Wait"/>. Everything in it is visible.</summary>
[JsonConverter(typeof(VisibleJsonConverter<TurnWait>))]
public sealed record TurnWait : IVisible
{
    private const int MostCalls = 128;

    /// <summary>Creates the reason for a wait.</summary>
    /// <param name="kind">The kind of wait; an undefined value counts as <see cref="TurnWaitKind.Other"/>.</param>
    /// <param name="callIds">The IDs of the function calls whose answers the turn waits for; none if it waits for something else.</param>
    public TurnWait(TurnWaitKind kind, params string[] callIds)
    {
        Kind = Enum.IsDefined(kind) ? kind : TurnWaitKind.Other;
        CallIds = callIds ?? [];
    }

    /// <summary>The kind of wait.</summary>
    public TurnWaitKind Kind { get; }

    /// <summary>The name of the function, queue or the like that the turn waits for; null if it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The IDs of the function calls whose answers the turn waits for, at most 128.</summary>
    public IReadOnlyList<string> CallIds { get; }

    /// <summary>
    /// The token by which the answer is requested later, any text; null if there is none. Only its SHA-256 hash is stored, as <see cref="TokenHash"/>,
    /// because a token may give access to the answer.
    /// </summary>
    public string? ContinuationToken { get; init; }

    /// <summary>The SHA-256 hash of <see cref="ContinuationToken"/>, in hexadecimal digits; null without a token.</summary>
    public string? TokenHash { get => ContinuationToken is null ? field : HashOf(ContinuationToken); init; }

    /// <summary>The kind, and the name or call IDs.</summary>
    public override string ToString() => $"{Kind} {Name ?? string.Join(", ", CallIds)}".TrimEnd();

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        VisibleJson.SnakeName<TurnWaitKind>(writer, "kind", Kind);
        VisibleJson.Text(writer, "name", Name);
        if (CallIds.Count > 0)
        {
            writer.WriteStartArray("call_ids");
            foreach (string id in CallIds)
            {
                writer.WriteStringValue(TextRules.WithoutLoneSurrogates(id));
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    internal void WriteAsWait(Utf8JsonWriter writer)
    {
        writer.WritePropertyName("waiting_for");
        ((IVisible)this).WriteVisible(writer);
    }

    /// <summary>The wait as stored: within the limits and without the token.</summary>
    internal TurnWait Captured(EntryCapture capture)
        => new(Kind, [.. CallIds.Where(static id => id is { Length: > 0 }).Take(MostCalls).Select(id => capture.OptionalText(id)!)])
        {
            Name = capture.OptionalText(Name),
            TokenHash = TokenHash,
        };

    /// <summary>Whether a request answers this wait.</summary>
    /// <param name="callId">The ID of a call that the request answers; null if there is none.</param>
    /// <param name="tokenHash">The hash of the request's token; null if there is none.</param>
    internal bool IsAnsweredBy(string? callId, string? tokenHash)
        => (callId is not null && CallIds.Contains(callId, StringComparer.Ordinal))
            || (tokenHash is not null && string.Equals(TokenHash, tokenHash, StringComparison.Ordinal));

    internal static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Whether both have the same kind, name, call IDs and token hash.</summary>
    /// <param name="other">The other wait.</param>
    public bool Equals(TurnWait? other)
        => other is not null && Kind == other.Kind && string.Equals(Name, other.Name, StringComparison.Ordinal)
            && CallIds.SequenceEqual(other.CallIds, StringComparer.Ordinal) && string.Equals(TokenHash, other.TokenHash, StringComparison.Ordinal);

    /// <summary>A hash code consistent with <see cref="Equals(TurnWait)"/>.</summary>
    public override int GetHashCode() => HashCode.Combine(Kind, Name, CallIds.Count, TokenHash);
}
