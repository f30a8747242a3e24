using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>An entry logged by one call of <c>Info</c>, <c>Warning</c> or <c>Error</c>. Immutable. Safe to keep and to read from any thread.</summary>
/// <remarks><see cref="JsonSerializer"/> and <see cref="ToString"/> omit personal data; <see cref="ToJson()"/> and <see cref="WriteTo"/> include it.</remarks>
[JsonConverter(typeof(VisibleJsonConverter<LogEntry>))]
public sealed class LogEntry : IVisible
{
    /// <summary>The value of the <c>logger</c> property of every entry.</summary>
    internal const string LoggerName = "conversation_logger";

    private readonly EntryBuffer _scope;
    private readonly string _content;
    private readonly LogField[]? _fields;
    private readonly long _utcTicks;
    private readonly long _sequenceAndFlags;

    internal LogEntry(EntryBuffer scope, EntryLevel level, string content, LogField[]? fields, bool isPii, long utcTicks, long sequence)
    {
        _scope = scope;
        _content = content;
        _fields = fields;
        _utcTicks = utcTicks;
        _sequenceAndFlags = (sequence << 3) | (isPii ? 4L : 0) | (long)level;
    }

    /// <summary>The severity.</summary>
    public EntryLevel Level => LevelOf(_sequenceAndFlags);

    /// <summary>The message exactly as given; placeholders in it are not evaluated. Empty if null was logged.</summary>
    public string Content => TextRules.WithoutLoneSurrogates(_content);

    /// <summary>Whether the whole entry is hidden from readers without the permission for personal data.</summary>
    public bool IsPii => IsPersonal(_sequenceAndFlags);

    /// <summary>The time when it was logged, in UTC, with a resolution of 100 nanoseconds.</summary>
    public DateTimeOffset Timestamp => new(_utcTicks, TimeSpan.Zero);

    /// <summary>The logger's name, always <c>conversation_logger</c>.</summary>
    public string Logger => LoggerName;

    /// <summary>The fields, captured when the entry was logged.</summary>
    public LogFields Fields => new(_fields);

    /// <summary>Its number among the entries of one opening of the conversation, from 1, without gaps.</summary>
    public long Sequence => SequenceOf(_sequenceAndFlags);

    /// <summary>The function event it belongs to; null outside any.</summary>
    public FunctionEvent? FunctionEvent => _scope.Owner as FunctionEvent;

    /// <summary>The turn it belongs to; null outside any.</summary>
    public Turn? Turn => FunctionEvent is { } call ? call.Turn : _scope.Owner as Turn;

    /// <summary>The ID of the conversation.</summary>
    public string ConversationId => _scope.Writer.ConversationId;

    /// <summary>An ID that looks random, the same whenever this entry is stored or sent.</summary>
    public Guid Id => EntryWriter.EntryId(_scope.Writer.Id, Sequence);

    /// <summary>The complete entry as JSON, including personal data; for storing it, not for readers.</summary>
    public string ToJson() => EntryJson.ToJson(this, EntryJsonMode.Complete);

    /// <summary>The entry as JSON.</summary>
    /// <param name="mode">Whether personal data is included. If redacted, each personal value is replaced by its masked form, <c>pii_fields</c> lists their
    /// keys in ordinal order, and a personal entry is an empty text.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mode"/> is not defined.</exception>
    public string ToJson(EntryJsonMode mode) => mode is EntryJsonMode.Complete or EntryJsonMode.Redacted
        ? EntryJson.ToJson(this, mode)
        : throw new ArgumentOutOfRangeException(nameof(mode), mode, "Complete or Redacted.");

    /// <summary>Writes the complete entry as one JSON object, including personal data.</summary>
    /// <param name="writer">The writer. Its encoder decides which characters are escaped.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        EntryJson.Write(writer, Level, _content, IsPii, _utcTicks, LoggerName, _fields);
    }

    /// <summary>The level, the content and the fields on one line, without personal data.</summary>
    public override string ToString() => IsPii
        ? $"{Level}: {MaskedText.Redacted}"
        : Fields.Count == 0 ? $"{Level}: {Content}" : $"{Level}: {Content} ({Fields})";

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        if (IsPii)
        {
            VisibleJson.WriteHidden(writer);
        }
        else
        {
            EntryJson.WriteVisible(writer, Level, _content, _utcTicks, _fields);
        }
    }

    internal EntryBuffer Scope => _scope;

    internal EntryOrigin Origin => _scope.Origin ??= new EntryOrigin(_scope.Writer, Turn?.Id, FunctionEvent?.Id);

    internal LogField[]? RawFields => _fields;

    internal long UtcTicks => _utcTicks;

    /// <summary>The sequence number, the level and whether it is personal, combined for the record that a store keeps.</summary>
    internal long SequenceAndFlags => _sequenceAndFlags;

    internal static EntryLevel LevelOf(long sequenceAndFlags) => (EntryLevel)(sequenceAndFlags & 3);

    internal static bool IsPersonal(long sequenceAndFlags) => (sequenceAndFlags & 4) != 0;

    internal static long SequenceOf(long sequenceAndFlags) => sequenceAndFlags >> 3;

    /// <summary>The message before lone surrogates are replaced, for writers that do so themselves.</summary>
    internal string RawContent => _content;
}
