using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;
using ConvLog.Storage.Records;

namespace ConvLog.Records;

/// <summary>A record that a store refused, stored separately. Identity: <see cref="Id"/>; the first record written is kept.</summary>
[JsonConverter(typeof(VisibleJsonConverter<DeadLetterRecord>))]
public sealed record DeadLetterRecord : StoreRecord
{
    /// <summary>The ID: the same whenever the same record is refused.</summary>
    public required Guid Id { get; init; }

    /// <summary>The kind of the refused record, such as <c>entry</c> or <c>turn</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Why it was refused; contains no content of the record.</summary>
    public required string Reason { get; init; }

    /// <summary>The record as JSON; null if it could not be written or kept. Personal data.</summary>
    public string? Payload { get; init; }

    /// <summary>When it was refused, in UTC.</summary>
    public required DateTimeOffset RefusedAt { get; init; }

    internal override Guid? Writer => GivenBy;

    /// <summary>The opening that wrote it; null if a person or the store did.</summary>
    internal Guid? GivenBy { get; init; }

    /// <summary>Visits the properties in order.</summary>
    /// <param name="visitor">The operation to apply to each property.</param>
    /// <param name="v">The record to write; null if a record is read.</param>
    internal static DeadLetterRecord Visit<TVisitor>(ref TVisitor visitor, DeadLetterRecord? v)
        where TVisitor : struct, IPropertyVisitor
        => new()
        {
            ConversationId = visitor.Text("conversation_id", v?.ConversationId),
            Id = visitor.Id("id", v?.Id),
            Kind = visitor.Text("refused_kind", v?.Kind),
            Reason = visitor.Text("reason", v?.Reason),
            Payload = visitor.OptionalText("payload", v?.Payload),
            RefusedAt = visitor.Time("refused_at", v?.RefusedAt),
            GivenBy = visitor.TransientId("given_by", v?.GivenBy),
        };

    internal override long VariableBytes => MemorySize.Of(Payload);

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteString("id", Id);
        VisibleJson.Text(writer, "kind", Kind);
        VisibleJson.Text(writer, "reason", Reason);
        VisibleJson.Personal(writer, "payload", Payload);
        VisibleJson.Time(writer, "refused_at", RefusedAt);
    }
}
