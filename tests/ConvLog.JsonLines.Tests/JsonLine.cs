using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConvLog.JsonLines.Tests;

/// <summary>One line of the file: one change of the store with the data to replay it. Values that do not apply are null and omitted.</summary>
internal sealed record JsonLine
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 256, // Fields hold nested objects.
        Converters = { new RecordConverter() },
    };

    /// <summary>The written records.</summary>
    public IReadOnlyList<StoreRecord>? Records { get; init; }

    /// <summary>The pseudonyms of the users in the openings of <see cref="Records"/>.</summary>
    public Dictionary<string, string>? Pseudonyms { get; init; }

    public ErasureLine? Erasure { get; init; }

    /// <summary>Conversations for which the store accepts no further records.</summary>
    public string[]? Erased { get; init; }

    /// <summary>Receipts that are new or replace one with the same ID.</summary>
    public ErasureReceipt[]? Receipts { get; init; }

    public LegalHold? Hold { get; init; }

    /// <summary>The conversation whose legal hold was released.</summary>
    public string? Release { get; init; }

    public RetentionLine? Retention { get; init; }

    public RetentionRun? Run { get; init; }

    public IReadOnlyList<AccessRecord>? Accesses { get; init; }

    /// <summary>Conversations that this change removed. Rewriting the file drops their records from earlier lines.</summary>
    public string[]? Gone { get; init; }

    /// <summary>Conversations that lost their personal data by this change. Rewriting the file removes it from earlier lines.</summary>
    public string[]? Purged { get; init; }

    public static JsonLine Parse(ReadOnlySpan<byte> json)
        => JsonSerializer.Deserialize<JsonLine>(json, s_options) ?? throw new JsonException("The line is null.");

    /// <summary>The line with its terminator. JSON escapes line breaks in texts, so there is no other line break.</summary>
    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, s_options), (byte)'\n'];

    /// <summary>The data of an <see cref="ErasureRequest"/>, whose own JSON omits the user ID.</summary>
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
