using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConvLog.JsonLines.Tests;

/// <summary>One line of the file: one change of the store, with what is needed to make it again. What does not apply is null and left out.</summary>
internal sealed record JsonLine
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 256, // Fields hold nested objects.
        Converters = { new RecordConverter() },
    };

    /// <summary>Records that were written.</summary>
    public IReadOnlyList<StoreRecord>? Records { get; init; }

    /// <summary>The pseudonyms of the end users whom openings in <see cref="Records"/> name.</summary>
    public Dictionary<string, string>? Pseudonyms { get; init; }

    public ErasureLine? Erasure { get; init; }

    /// <summary>Conversations of which the store accepts no more records.</summary>
    public string[]? Erased { get; init; }

    /// <summary>Receipts that are new, or replace one with the same id.</summary>
    public ErasureReceipt[]? Receipts { get; init; }

    public LegalHold? Hold { get; init; }

    /// <summary>The conversation whose legal hold was released.</summary>
    public string? Release { get; init; }

    public RetentionLine? Retention { get; init; }

    public RetentionRun? Run { get; init; }

    public IReadOnlyList<AccessRecord>? Accesses { get; init; }

    /// <summary>Conversations that this change removed: rewriting the file drops their records from the lines before this one.</summary>
    public string[]? Gone { get; init; }

    /// <summary>Conversations that lost their personal data by this change: rewriting the file removes it from the lines before this one.</summary>
    public string[]? Purged { get; init; }

    public static JsonLine Parse(ReadOnlySpan<byte> json)
        => JsonSerializer.Deserialize<JsonLine>(json, s_options) ?? throw new JsonException("The line is null.");

    /// <summary>The line with its end. JSON escapes line breaks in texts, so there is no other.</summary>
    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, s_options), (byte)'\n'];

    /// <summary>What an <see cref="ErasureRequest"/> asks for. The request itself leaves the user's id out of its JSON.</summary>
    internal sealed record ErasureLine(Guid Id, string? ConversationId, string? UserId, string RequestedBy, DateTimeOffset RequestedAt, string? Reason)
    {
        public static ErasureLine Of(ErasureRequest request)
            => new(request.Id, request.ConversationId, request.UserId, request.RequestedBy, request.RequestedAt, request.Reason);

        public ErasureRequest ToRequest()
            => (UserId is null
                ? ErasureRequest.OfConversation(ConversationId!, RequestedBy, RequestedAt)
                : ErasureRequest.OfUser(UserId, RequestedBy, RequestedAt)) with { Id = Id, Reason = Reason };
    }

    /// <summary>The arguments of <see cref="IRetentionStore.ApplyRetentionAsync"/>.</summary>
    internal sealed record RetentionLine(RetentionCut Cut, int BatchSize, string? After);

    private sealed class RecordConverter : JsonConverter<StoreRecord>
    {
        public override StoreRecord Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => RecordJson.Read(ref reader);

        public override void Write(Utf8JsonWriter writer, StoreRecord value, JsonSerializerOptions options) => RecordJson.Write(writer, value);
    }
}
