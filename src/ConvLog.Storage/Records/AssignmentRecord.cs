using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;
using ConvLog.Storage.Records;

namespace ConvLog.Records;

/// <summary>
/// The assignment of a conversation to a member of the team. Identity: the conversation; a record with a later <see cref="AssignedAt"/> replaces it.
/// </summary>
[JsonConverter(typeof(VisibleJsonConverter<AssignmentRecord>))]
public sealed record AssignmentRecord : StoreRecord
{
    /// <summary>The name of the colleague, as the host names its users; null if the assignment was removed. Visible.</summary>
    public required string? AssignedTo { get; init; }

    /// <summary>
    /// The unique ID of the colleague: a hash of the identity provider and the subject. Null if only the name is known. Never shown.
    /// </summary>
    public string? AssignedToId { get; init; }

    /// <summary>The person who assigned it or removed the assignment; null if unknown. Visible.</summary>
    public string? AssignedBy { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset AssignedAt { get; init; }

    /// <summary>The ID of its row in databases: the same for every conversation.</summary>
    internal static Guid Id { get; } = JudgmentId.Of("assignment");

    /// <summary>The ID of the row by which the colleague is found.</summary>
    internal static Guid PersonId { get; } = JudgmentId.Of("assignee");

    internal override long VariableBytes => MemorySize.Of(AssignedTo) + MemorySize.Of(AssignedToId) + MemorySize.Of(AssignedBy);

    /// <summary>Visits the properties in order.</summary>
    /// <param name="visitor">The operation to apply to each property.</param>
    /// <param name="v">The record to write; null if a record is read.</param>
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
