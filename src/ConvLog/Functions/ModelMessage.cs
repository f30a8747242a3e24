using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>One message of a request to a language model, or its answer. Immutable.</summary>
[JsonConverter(typeof(VisibleJsonConverter<ModelMessage>))]
public sealed class ModelMessage : IVisible
{
    private const int MostKept = 64 * 1_024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_parts;

    private readonly bool _utterancesArePersonal;
    private readonly EntryCapture? _capturedBy;

    // The last captured form: each request of a conversation repeats the messages of the previous one.
    private ModelMessage? _captured;

    private ModelMessage(
        ModelRole role, MaskedText text, IReadOnlyList<ModelToolCall>? toolCalls = null, string? toolCallId = null, string? reasoning = null,
        string? author = null)
    {
        Role = role;
        Text = text;
        ToolCalls = toolCalls is { Count: > 0 } ? [.. toolCalls.Where(static call => call is not null)] : [];
        ToolCallId = toolCallId;
        Reasoning = string.IsNullOrEmpty(reasoning) ? null : reasoning;
        Author = string.IsNullOrEmpty(author) ? null : author;
    }

    private ModelMessage(ModelMessage stored, bool utterancesArePersonal)
        : this(stored.Role, stored.Text, stored.ToolCalls, stored.ToolCallId, stored.Reasoning, stored.Author)
    {
        _utterancesArePersonal = utterancesArePersonal;
        Id = Digest();
    }

    private ModelMessage(ModelMessage given, EntryCapture capture, bool utterancesArePersonal)
        : this(
            given.Role,
            capture.Text(given.Text, capture.Limits.ModelTextLength),
            [.. given.ToolCalls.Take(capture.Limits.ItemsPerCollection).Select(call => call.Captured(capture))],
            capture.OptionalText(given.ToolCallId),
            given.Reasoning is null ? null : capture.Text(given.Reasoning, capture.Limits.ModelTextLength).Text,
            capture.OptionalText(given.Author))
    {
        _utterancesArePersonal = utterancesArePersonal;
        _capturedBy = capture;
        Id = Digest();
    }

    /// <summary>The role of the message's author.</summary>
    public ModelRole Role { get; }

    /// <summary>
    /// The text; empty if the model only calls tools. For <see cref="ModelRole.System"/> and <see cref="ModelRole.Tool"/> it is personal data by default, and
    /// masked text shows its masked form. For the other roles it is treated like user input and agent responses, see
    /// <see cref="Privacy.PrivacyOptions.Utterances"/>.
    /// </summary>
    public MaskedText Text { get; }

    /// <summary>The tool calls that the model requests; empty if there are none.</summary>
    public IReadOnlyList<ModelToolCall> ToolCalls { get; }

    /// <summary>The ID of the tool call whose result it is; null if it is not a result.</summary>
    public string? ToolCallId { get; }

    /// <summary>The model's reasoning before its answer, as its service reports it; null if there is none. Personal data by default.</summary>
    public string? Reasoning { get; }

    /// <summary>The agent that wrote it, as the host names it; null if unknown. Visible to every reader.</summary>
    public string? Author { get; }

    /// <summary>Identifies the content of a captured message: equal messages have the same ID. It is not random, so it is never shown to readers, and stores
    /// key it.</summary>
    internal Guid Id { get; }

    /// <summary>A mark of the opening that published this captured message last; null if none did.</summary>
    internal object? Publishing { get; set; }

    /// <summary>Whether the whole text is personal, rather than only the masked parts.</summary>
    internal bool IsPersonal => Role switch
    {
        ModelRole.User or ModelRole.Assistant => _utterancesArePersonal,
        _ => true,
    };

    /// <summary>Whether it contains personal data.</summary>
    internal bool HasPersonal
        => (IsPersonal && !Text.IsEmpty) || Text.IsMasked || Reasoning is not null || ToolCalls.Any(static call => call.Arguments.Count > 0);

    /// <summary>Creates a message with the host's instructions, often called the system prompt.</summary>
    /// <param name="text">The text.</param>
    public static ModelMessage System(MaskedText text) => new(ModelRole.System, text);

    /// <summary>Creates a message with the user's input.</summary>
    /// <param name="text">The text, with personal parts masked.</param>
    public static ModelMessage User(MaskedText text) => new(ModelRole.User, text);

    /// <summary>Creates a message with the model's answer.</summary>
    /// <param name="text">The text, with personal parts masked; empty if the model only calls tools.</param>
    /// <param name="toolCalls">The tool calls that the model requests; null if there are none.</param>
    /// <param name="reasoning">The model's reasoning before the answer, as its service reports it; null if there is none.</param>
    /// <param name="author">The agent that wrote it, as the host names it; null if unknown. Visible to every reader.</param>
    public static ModelMessage Assistant(
        MaskedText text = default, IReadOnlyList<ModelToolCall>? toolCalls = null, string? reasoning = null, string? author = null)
        => new(ModelRole.Assistant, text, toolCalls, reasoning: reasoning, author: author);

    /// <summary>Creates a message with the result of a tool, as sent to the model.</summary>
    /// <param name="callId">The ID of the tool call. It identifies the function event, which holds the result.</param>
    /// <param name="result">The result as the model reads it; empty if that of the function event is sufficient.</param>
    public static ModelMessage Tool(string callId, MaskedText result = default) => new(ModelRole.Tool, result, toolCallId: callId ?? "");

    /// <summary>The role, and the text without personal data.</summary>
    public override string ToString() => $"{Role}: {Shown}";

    /// <summary>The message as a call keeps it: sanitized, within the limits, with its arguments captured.</summary>
    internal ModelMessage Captured(EntryCapture capture, bool utterancesArePersonal)
    {
        if (Id != default && capture.KeepsText)
        {
            return this;
        }

        return _captured is { } last && last._capturedBy == capture ? last : _captured = new ModelMessage(this, capture, utterancesArePersonal);
    }

    /// <summary>Recreates a message that was stored.</summary>
    internal static ModelMessage Stored(
        ModelRole role, MaskedText text, IReadOnlyList<ModelToolCall> toolCalls, string? toolCallId, bool utterancesArePersonal, string? reasoning,
        string? author = null)
    {
        var message = new ModelMessage(role, text, toolCalls, toolCallId, reasoning, author);
        return new ModelMessage(message, utterancesArePersonal);
    }

    /// <summary>The same message in a store that treats all user input and agent responses as personal.</summary>
    internal ModelMessage AsPersonal() => IsPersonal ? this : new(this, utterancesArePersonal: true);

    /// <summary>The visible part, which remains when personal data is removed.</summary>
    internal ModelMessage VisiblePart() => Stored(
        Role,
        IsPersonal || Text.IsMasked ? Masked(Shown) : Text,
        [.. ToolCalls.Select(static call => new ModelToolCall(call.CallId, call.Name, Stripped(call.Arguments)))],
        ToolCallId,
        _utterancesArePersonal,
        Reasoning is null ? null : MaskedText.Redacted,
        Author);

    internal long VariableBytes
        => MemorySize.Of(Text) + MemorySize.Of(ToolCallId) + MemorySize.Of(Reasoning) + MemorySize.Of(Author)
        + ToolCalls.Sum(static call => MemorySize.Of(call.CallId) + MemorySize.Of(call.Name) + MemorySize.Of(call.Arguments.AsSpan()));

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        VisibleJson.Name<ModelRole>(writer, "role", Role);
        if (!Text.IsEmpty || Text.IsMasked)
        {
            writer.WriteString("text", TextRules.WithoutLoneSurrogates(Shown));
        }

        VisibleJson.All(writer, "tool_calls", ToolCalls);
        VisibleJson.Text(writer, "tool_call_id", ToolCallId);
        VisibleJson.Text(writer, "author", Author);
        VisibleJson.Text(writer, "reasoning", Reasoning is null ? null : MaskedText.Redacted);
        writer.WriteEndObject();
    }

    private static MaskedText Masked(string shown) => shown.Length == 0 ? default : new MaskedText(shown, shown);

    private static LogFields Stripped(LogFields arguments) => new([.. arguments.Select(static argument => argument.AsPii().Stripped())]);

    // The visible form of the text.
    private string Shown => Role switch
    {
        ModelRole.User or ModelRole.Assistant when !_utterancesArePersonal => Text.Shown,
        ModelRole.User or ModelRole.Assistant => Text.IsEmpty ? "" : MaskedText.Redacted,
        _ => Text.IsMasked ? Text.Shown : Text.IsEmpty ? "" : MaskedText.Redacted,
    };

    // SHA-256 over the parts, each preceded by its length, so that different messages have different inputs.
    private Guid Digest()
    {
        var parts = t_parts ?? new ArrayBufferWriter<byte>(1_024);
        t_parts = null; // Not shared while in use.
        var kind = parts.GetSpan(sizeof(int) + 2);
        BinaryPrimitives.WriteInt32LittleEndian(kind, 2);
        (kind[4], kind[5]) = ((byte)Role, (byte)((Text.IsMasked ? 1 : 0) | (Reasoning is null ? 0 : 2) | (Author is null ? 0 : 4)));
        parts.Advance(sizeof(int) + 2);
        Append(parts, Text.Text);
        Append(parts, Text.IsMasked ? Text.Shown : "");
        Append(parts, ToolCallId);
        if (Reasoning is not null)
        {
            Append(parts, Reasoning);
        }

        if (Author is not null)
        {
            Append(parts, Author);
        }

        foreach (var call in ToolCalls)
        {
            Append(parts, call.CallId);
            Append(parts, call.Name);
            foreach (var argument in call.Arguments)
            {
                Append(parts, argument.Key);
                Append(parts, FieldText.Of(argument));
                Append(parts, argument.Shown);
            }
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(parts.WrittenSpan, hash);
        if (parts.Capacity <= MostKept)
        {
            parts.Clear(); // Also zeroes it: personal data must not remain in memory longer than needed.
            t_parts = parts;
        }

        return new Guid(hash[..16]);
    }

    private static void Append(ArrayBufferWriter<byte> parts, string? text)
    {
        text ??= "";
        var place = parts.GetSpan(sizeof(int) + Encoding.UTF8.GetMaxByteCount(text.Length));
        int length = Encoding.UTF8.GetBytes(text, place[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(place, length);
        parts.Advance(sizeof(int) + length);
    }
}
