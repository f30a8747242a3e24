using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Privacy;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// One opening of a conversation, with what has become known about the conversation since. Identity: <see cref="WriterId"/>; a higher <see cref="Revision"/>
/// replaces a lower one.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<ConversationRecord>))]
public sealed record ConversationRecord : StoreRecord
{
    /// <summary>The agent of an opening that specifies none.</summary>
    internal const string DefaultAgentId = "default";

    /// <summary>The ID of the opening (the writer).</summary>
    public required Guid WriterId { get; init; }

    internal override Guid? Writer => WriterId;

    /// <summary>Whether it is copied from another store that has already accepted it, so that its owner is not checked again. Not stored.</summary>
    internal bool IsCopy { get; init; }

    /// <summary>The number of changes so far: of two records with the same identity the higher revision is kept, of equal ones the first.</summary>
    public int Revision { get; init; }

    /// <summary>The agent.</summary>
    public required string AgentId { get; init; }

    /// <summary>The account the agent belongs to.</summary>
    public string? AccountId { get; init; }

    /// <summary>The project the agent belongs to.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The environment the agent runs in. Debug conversations are excluded from lists unless this environment is requested.</summary>
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

    /// <summary>The language, as a BCP 47 tag.</summary>
    public string? Language { get; init; }

    /// <summary>Further attributes of the user. Values are personal data by default.</summary>
    public LogFields Attributes { get; init; }

    /// <summary>The time when this opening began, in UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The time when this opening was closed, in UTC; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The end of the conversation as reported by the host, in UTC; null if not reported. Later openings do not change it.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The reason for that end; null if the host did not report an end.</summary>
    public EndReason? EndReason { get; init; }

    /// <summary>The hand-off of the conversation; null if there was none.</summary>
    public Handoff? Handoff { get; init; }

    /// <summary>How much is recorded: for an opening its own level, for a conversation the strictest level of its openings. Default everything.</summary>
    public Recording Recording { get; init; }

    /// <summary>Writes the known properties of the conversation.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="user">The text shown instead of the end user's ID.</param>
    internal void WriteKnown(Utf8JsonWriter writer, string user)
    {
        VisibleJson.Text(writer, "agent_id", AgentId);
        VisibleJson.Text(writer, "account_id", AccountId);
        VisibleJson.Text(writer, "project_id", ProjectId);
        VisibleJson.Name<ConversationEnvironment>(writer, "environment", Environment);
        VisibleJson.Text(writer, "channel", Channel);
        VisibleJson.Name(writer, "direction", Direction);
        VisibleJson.Personal(writer, "user", UserId, user);
        VisibleJson.Personal(writer, "from_number", FromNumber, MaskedText.RedactedNumber);
        VisibleJson.Personal(writer, "to_number", ToNumber, MaskedText.RedactedNumber);
        VisibleJson.Text(writer, "variant_id", VariantId);
        VisibleJson.Text(writer, "language", Language);
        Handoff?.Write(writer);
        VisibleJson.Time(writer, "ended_at", EndedAt);
        VisibleJson.SnakeName(writer, "end_reason", EndReason);
        VisibleJson.Fields(writer, "attributes", Attributes, arePersonal: true);
        VisibleJson.Text(writer, "recording", RecordingLevels.NameUnlessFull(Recording));
    }

    internal override long VariableBytes => MemorySize.Of(Attributes.AsSpan()) + MemorySize.Of(UserId) + MemorySize.Of(AgentId);

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        WriteKnown(writer, user: MaskedText.Redacted);
        VisibleJson.Time(writer, "opened_at", OpenedAt);
        VisibleJson.Time(writer, "closed_at", ClosedAt);
    }
}
