using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>What a host knows of a conversation when it opens it.</summary>
[JsonConverter(typeof(VisibleJsonConverter<ConversationInfo>))]
public sealed class ConversationInfo : IVisible
{
    private static readonly Dictionary<string, object?> s_none = [];

    /// <summary>Describes a new conversation, or one that is continued.</summary>
    /// <param name="id">Its ID; opening the same ID again continues the conversation. Null or blank: a new random ID.</param>
    /// <exception cref="ArgumentException">The ID is "." or "..": no address of a page or of the API can name it.</exception>
    public ConversationInfo(string? id = null) => Id = string.IsNullOrWhiteSpace(id) ? Guid.NewGuid().ToString("D") : Named(id);

    /// <summary>
    /// The conversation's id. Every reader sees it, as function names and other ids: never make it of a number or an address of the user. Ids are shared by all
    /// agents, accounts and projects of a store: make them random, or put the tenant into them.
    /// </summary>
    public string Id { get; }

    /// <summary>
    /// The agent; default <c>default</c>, which leaves it out: an opening of a conversation that is there takes over its agent. Another agent than the
    /// conversation's is refused, see <see cref="ConvLogOptions.AllowAgentHandover"/>.
    /// </summary>
    /// <exception cref="ArgumentException">It is "." or "..": no address can name it.</exception>
    public string AgentId { get; init => field = Named(value); } = ConversationRecord.DefaultAgentId;

    /// <summary>
    /// The account the agent belongs to. Null takes over that of a conversation that is there; another one than the conversation's is refused.
    /// </summary>
    public string? AccountId { get; init; }

    /// <summary>
    /// The project the agent belongs to. Null takes over that of a conversation that is there; another one than the conversation's is refused.
    /// </summary>
    public string? ProjectId { get; init; }

    /// <summary>Where the agent runs; default live.</summary>
    public ConversationEnvironment Environment { get; init; }

    /// <summary>The channel, such as <c>webchat</c> or <c>voice</c>.</summary>
    public string? Channel { get; init; }

    /// <summary>The end user. Personal data by default.</summary>
    public string? UserId { get; init; }

    /// <summary>The number that called. Personal data by default.</summary>
    public string? FromNumber { get; init; }

    /// <summary>The number that was called. Personal data by default.</summary>
    public string? ToNumber { get; init; }

    /// <summary>Who called whom; null where that is of no meaning.</summary>
    public ConversationDirection? Direction { get; init; }

    /// <summary>The variant of the agent.</summary>
    public string? VariantId { get; init; }

    /// <summary>The language, as a BCP 47 tag such as <c>en-GB</c>.</summary>
    public string? Language { get; init; }

    /// <summary>What else the host knows of the user. Values are personal data by default, keys are visible.</summary>
    public IReadOnlyDictionary<string, object?> Attributes { get; init; } = s_none;

    /// <summary>
    /// How much of the conversation is recorded; default everything. With a <see cref="ConvLogOptions.RecordingRule"/>, the stricter of the two holds. Stores
    /// keep the strictest level of all openings: after one with <see cref="ConvLog.Recording.MetadataOnly"/> they keep no text of any. A conversation that is
    /// <see cref="ConvLog.Recording.Off"/> leaves no trace in a store, so say it at every opening. A value that is no level counts as metadata only.
    /// </summary>
    public Recording Recording { get; init; }

    private static string Named(string id)
        => id is "." or ".." ? throw new ArgumentException($"No address can name the ID \"{id}\": give another one.", nameof(id)) : TextRules.Whole(id);

    /// <summary>The ids of conversation and agent.</summary>
    public override string ToString() => $"Conversation {Id} of {AgentId}";

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteProperties(writer);
        writer.WriteEndObject();
    }

    internal void WriteProperties(Utf8JsonWriter writer)
    {
        VisibleJson.Text(writer, "conversation_id", Id);
        VisibleJson.Text(writer, "agent_id", AgentId);
        VisibleJson.Text(writer, "account_id", AccountId);
        VisibleJson.Text(writer, "project_id", ProjectId);
        VisibleJson.Name<ConversationEnvironment>(writer, "environment", Environment);
        VisibleJson.Text(writer, "channel", Channel);
        VisibleJson.Name(writer, "direction", Direction);
        VisibleJson.Personal(writer, "user", UserId);
        VisibleJson.Personal(writer, "from_number", FromNumber, MaskedText.RedactedNumber);
        VisibleJson.Personal(writer, "to_number", ToNumber, MaskedText.RedactedNumber);
        VisibleJson.Text(writer, "variant_id", VariantId);
        VisibleJson.Text(writer, "language", Language);
        WriteAttributes(writer);
    }

    // Keys alone, and shown forms: the values are the host's own objects, and nothing of them is read.
    private void WriteAttributes(Utf8JsonWriter writer)
    {
        if (Attributes is not { Count: > 0 } attributes)
        {
            return;
        }

        writer.WriteStartObject("attributes");
        foreach (var (key, value) in attributes)
        {
            writer.WriteString(TextRules.Whole(key), ShownFormOf(value));
        }

        writer.WriteEndObject();
    }

    private static string ShownFormOf(object? value) => value switch
    {
        MaskedText { IsMasked: true } text => TextRules.Whole(text.Shown),
        LogField { Shown: { } shown } => TextRules.Whole(shown),
        _ => MaskedText.Redacted,
    };
}
