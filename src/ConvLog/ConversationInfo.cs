using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>What a host knows about a conversation when it opens it.</summary>
[JsonConverter(typeof(VisibleJsonConverter<ConversationInfo>))]
public sealed class ConversationInfo : IVisible
{
    private static readonly Dictionary<string, object?> s_none = [];

    /// <summary>Describes a new conversation, or an existing one to continue.</summary>
    /// <param name="id">The conversation's ID; the ID of an existing conversation continues it. If null or blank, a new random ID is used.</param>
    /// <exception cref="ArgumentException">The ID is "." or "..", which cannot be part of a URL path.</exception>
    public ConversationInfo(string? id = null) => Id = string.IsNullOrWhiteSpace(id) ? Guid.NewGuid().ToString("D") : Named(id);

    /// <summary>
    /// The conversation's ID. Like function names and other IDs, it is visible to every reader: never derive it from a number or an address of the user. IDs
    /// are shared by all agents, accounts and projects of a store: make them random, or include the tenant.
    /// </summary>
    public string Id { get; }

    /// <summary>
    /// The agent. The default, <c>default</c>, leaves it unspecified: an opening of an existing conversation then uses that conversation's agent. Opening it
    /// with a different agent is refused, see <see cref="ConvLogOptions.AllowAgentHandover"/>.
    /// </summary>
    /// <exception cref="ArgumentException">It is "." or "..", which cannot be part of a URL path.</exception>
    public string AgentId { get; init => field = Named(value); } = ConversationRecord.DefaultAgentId;

    /// <summary>
    /// The account the agent belongs to. Null uses that of the existing conversation, if any; opening it with a different account is refused.
    /// </summary>
    public string? AccountId { get; init; }

    /// <summary>
    /// The project the agent belongs to. Null uses that of the existing conversation, if any; opening it with a different project is refused.
    /// </summary>
    public string? ProjectId { get; init; }

    /// <summary>The environment the agent runs in; default live.</summary>
    public ConversationEnvironment Environment { get; init; }

    /// <summary>The channel, such as <c>webchat</c> or <c>voice</c>.</summary>
    public string? Channel { get; init; }

    /// <summary>The end user. Personal data by default.</summary>
    public string? UserId { get; init; }

    /// <summary>The caller's phone number. Personal data by default.</summary>
    public string? FromNumber { get; init; }

    /// <summary>The number that was called. Personal data by default.</summary>
    public string? ToNumber { get; init; }

    /// <summary>Whether the call was inbound or outbound; null if that does not apply.</summary>
    public ConversationDirection? Direction { get; init; }

    /// <summary>The variant of the agent.</summary>
    public string? VariantId { get; init; }

    /// <summary>The language, as a BCP 47 tag such as <c>en-GB</c>.</summary>
    public string? Language { get; init; }

    /// <summary>Further attributes of the user. Values are personal data by default, keys are visible.</summary>
    public IReadOnlyDictionary<string, object?> Attributes { get; init; } = s_none;

    /// <summary>
    /// How much of the conversation is recorded; default everything. With a <see cref="ConvLogOptions.RecordingRule"/>, the stricter of the two applies. A
    /// store keeps the strictest level of all openings: after one with <see cref="ConvLog.Recording.MetadataOnly"/> it keeps no text of any opening. An
    /// opening with <see cref="ConvLog.Recording.Off"/> leaves no trace in a store, so set it for every opening. An undefined value counts as metadata only.
    /// </summary>
    public Recording Recording { get; init; }

    private static string Named(string id)
        => id is "." or ".." ? throw new ArgumentException($"No address can name the ID \"{id}\": give another one.", nameof(id))
            : TextRules.WithoutLoneSurrogates(id);

    /// <summary>The IDs of the conversation and its agent.</summary>
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

    // Writes only keys and masked forms: the values are the host's own objects, and none of them is read.
    private void WriteAttributes(Utf8JsonWriter writer)
    {
        if (Attributes is not { Count: > 0 } attributes)
        {
            return;
        }

        writer.WriteStartObject("attributes");
        foreach (var (key, value) in attributes)
        {
            writer.WriteString(TextRules.WithoutLoneSurrogates(key), ShownFormOf(value));
        }

        writer.WriteEndObject();
    }

    private static string ShownFormOf(object? value) => value switch
    {
        MaskedText { IsMasked: true } text => TextRules.WithoutLoneSurrogates(text.Shown),
        LogField { Shown: { } shown } => TextRules.WithoutLoneSurrogates(shown),
        _ => MaskedText.Redacted,
    };
}
