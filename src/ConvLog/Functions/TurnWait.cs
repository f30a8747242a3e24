using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>What a turn waits for, and by what a later request is known to answer it, see <see cref="Turn.Wait"/>. Everything in it is visible.</summary>
[JsonConverter(typeof(VisibleJsonConverter<TurnWait>))]
public sealed record TurnWait : IVisible
{
    private const int MostCalls = 128;

    /// <summary>A reason to wait.</summary>
    /// <param name="kind">Whom or what for; a value that is not defined is <see cref="TurnWaitKind.Other"/>.</param>
    /// <param name="callIds">The IDs of the function calls that it waits for the answers of; none where it waits for something else.</param>
    public TurnWait(TurnWaitKind kind, params string[] callIds)
    {
        Kind = Enum.IsDefined(kind) ? kind : TurnWaitKind.Other;
        CallIds = callIds ?? [];
    }

    /// <summary>Whom or what for.</summary>
    public TurnWaitKind Kind { get; }

    /// <summary>The name of what it waits for, such as the function's or the queue's; null where it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The IDs of the function calls that it waits for the answers of, at most 128 of them.</summary>
    public IReadOnlyList<string> CallIds { get; }

    /// <summary>
    /// The token by which the answer is asked for again, any text; null for none. Only its SHA-256 is kept, as <see cref="TokenHash"/>: a token may give access
    /// to the answer.
    /// </summary>
    public string? ContinuationToken { get; init; }

    /// <summary>The SHA-256 of <see cref="ContinuationToken"/>, in hexadecimal digits; null without one.</summary>
    public string? TokenHash { get => ContinuationToken is null ? field : HashOf(ContinuationToken); init; }

    /// <summary>Its kind, and what it waits for.</summary>
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
                writer.WriteStringValue(TextRules.Whole(id));
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes it as the property <c>waiting_for</c>.</summary>
    internal void WriteAsWait(Utf8JsonWriter writer)
    {
        writer.WritePropertyName("waiting_for");
        ((IVisible)this).WriteVisible(writer);
    }

    /// <summary>What is kept of it: whole, within the limits, and without the token.</summary>
    internal TurnWait Captured(EntryCapture capture)
        => new(Kind, [.. CallIds.Where(static id => id is { Length: > 0 }).Take(MostCalls).Select(id => capture.OptionalText(id)!)])
        {
            Name = capture.OptionalText(Name),
            TokenHash = TokenHash,
        };

    /// <summary>Whether something that a request brings answers it.</summary>
    /// <param name="callId">The ID of a call that it answers; null for none.</param>
    /// <param name="tokenHash">The hash of its token; null for none.</param>
    internal bool IsAnsweredBy(string? callId, string? tokenHash)
        => (callId is not null && CallIds.Contains(callId, StringComparer.Ordinal))
            || (tokenHash is not null && string.Equals(TokenHash, tokenHash, StringComparison.Ordinal));

    /// <summary>The hash of a token.</summary>
    internal static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));


    /// <summary>Whether two wait for the same.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(TurnWait? other)
        => other is not null && Kind == other.Kind && string.Equals(Name, other.Name, StringComparison.Ordinal)
            && CallIds.SequenceEqual(other.CallIds, StringComparer.Ordinal) && string.Equals(TokenHash, other.TokenHash, StringComparison.Ordinal);

    /// <summary>Of those that wait for the same it is the same.</summary>
    public override int GetHashCode() => HashCode.Combine(Kind, Name, CallIds.Count, TokenHash);
}
