using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;
using ConvLog.Storage.Records;

namespace ConvLog.Records;

/// <summary>One log entry. Identity: its opening and sequence number, from which its ID is derived; the first record written is kept.</summary>
[JsonConverter(typeof(VisibleJsonConverter<EntryRecord>))]
public sealed record EntryRecord : ScopedRecord
{
    /// <summary>Its ID, which does not reveal its position: the same whenever it is stored or sent.</summary>
    public Guid Id => EntryWriter.EntryId(WriterId, Sequence);

    /// <summary>The level.</summary>
    public required EntryLevel Level { get; init; }

    /// <summary>The message.</summary>
    public required string Content { get; init; }

    /// <summary>Whether its existence is hidden from readers without the permission.</summary>
    public bool IsPii { get; init; }

    /// <summary>The fields.</summary>
    public LogFields Fields { get; init; }

    /// <summary>Creates the record of an entry.</summary>
    /// <param name="entry">The entry.</param>
    public static EntryRecord From(LogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return From(entry.Origin, entry.RawContent, entry.RawFields, entry.UtcTicks, entry.SequenceAndFlags);
    }

    /// <summary>Creates the record from the parts of an entry.</summary>
    internal static EntryRecord From(EntryOrigin place, string content, LogField[]? fields, long utcTicks, long sequenceAndFlags) => new()
    {
        ConversationId = place.Writer.ConversationId,
        WriterId = place.Writer.Id,
        Sequence = LogEntry.SequenceOf(sequenceAndFlags),
        TurnId = place.TurnId,
        FunctionEventId = place.FunctionEventId,
        Level = LogEntry.LevelOf(sequenceAndFlags),
        Content = TextRules.WithoutLoneSurrogates(content),
        IsPii = LogEntry.IsPersonal(sequenceAndFlags),
        Timestamp = new DateTimeOffset(utcTicks, TimeSpan.Zero),
        Fields = new LogFields(fields),
    };

    /// <summary>Visits the properties in order.</summary>
    /// <param name="visitor">The operation to apply to each property.</param>
    /// <param name="v">The record to write; null if a record is read.</param>
    internal static EntryRecord Visit<TVisitor>(ref TVisitor visitor, EntryRecord? v)
        where TVisitor : struct, IPropertyVisitor
        => new()
        {
            ConversationId = visitor.Text("conversation_id", v?.ConversationId),
            WriterId = visitor.Id("writer_id", v?.WriterId),
            Sequence = visitor.Number("sequence", v?.Sequence),
            TurnId = visitor.OptionalText("turn_id", v?.TurnId),
            FunctionEventId = visitor.OptionalText("function_event_id", v?.FunctionEventId),
            Timestamp = visitor.Time("timestamp", v?.Timestamp),
            Level = visitor.Choice("level", v?.Level),
            Content = visitor.Text("content", v?.Content),
            IsPii = visitor.Flag("is_pii", v?.IsPii),
            Fields = visitor.Fields("fields", v?.Fields),
        };

    internal override long VariableBytes => MemorySize.Of(Content) + MemorySize.Of(Fields.AsSpan());

    private protected override bool IsHidden => IsPii;

    private protected override void WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteString("id", Id);
        VisibleJson.Name<EntryLevel>(writer, "level", Level);
        VisibleJson.Text(writer, "content", Content);
        writer.WriteBoolean("is_pii", false);
        WritePlace(writer);
        VisibleJson.Fields(writer, "fields", Fields);
    }
}
