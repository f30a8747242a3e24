using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>
/// Who of the team is to look at the conversation. Identity: the conversation; one with a later <see cref="AssignedAt"/> replaces it.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<AssignmentRecord>))]
public sealed record AssignmentRecord : StoreRecord
{
    /// <summary>The name of the colleague, as the host's users are named; null where the conversation is assigned to nobody any more. Visible.</summary>
    public required string? AssignedTo { get; init; }

    /// <summary>
    /// Who that is, whatever their name: a hash of who vouches for them and of their subject there. Null where only the name is known. It is shown to nobody.
    /// </summary>
    public string? AssignedToId { get; init; }

    /// <summary>Who assigned it or removed the assignment; null where not told. Visible.</summary>
    public string? AssignedBy { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset AssignedAt { get; init; }

    /// <summary>The id of the row in which databases keep it: the same for every conversation.</summary>
    internal static Guid Id { get; } = JudgmentId.Of("assignment");

    /// <summary>The id of the row by which the person is found.</summary>
    internal static Guid PersonId { get; } = JudgmentId.Of("assignee");

    internal override long VariableBytes => MemorySize.Of(AssignedTo) + MemorySize.Of(AssignedToId) + MemorySize.Of(AssignedBy);

    /// <summary>Its properties, in order.</summary>
    /// <param name="visitor">What is done with each.</param>
    /// <param name="v">The record; null where it is being read.</param>
    internal static AssignmentRecord Visit<TVisitor>(ref TVisitor visitor, AssignmentRecord? v)
        where TVisitor : struct, IPropertyVisitor
        => new()
        {
            ConversationId = visitor.Text("conversation_id", v?.ConversationId),
            AssignedTo = visitor.OptionalText("assigned_to", v?.AssignedTo),
            AssignedToId = visitor.OptionalText("assigned_to_id", v?.AssignedToId),
            AssignedBy = visitor.OptionalText("assigned_by", v?.AssignedBy),
            AssignedAt = visitor.Time("assigned_at", v?.AssignedAt),
        };

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        VisibleJson.Text(writer, "assigned_to", AssignedTo);
        VisibleJson.Text(writer, "assigned_by", AssignedBy);
        VisibleJson.Time(writer, "assigned_at", AssignedAt);
    }
}
