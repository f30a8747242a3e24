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

    // As a conversation captured it last: each of its requests repeats the messages of the one before.
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

    /// <summary>Whose words it holds.</summary>
    public ModelRole Role { get; }

    /// <summary>
    /// The text; empty where the model only calls tools. Of <see cref="ModelRole.System"/> and <see cref="ModelRole.Tool"/> it is personal data by default, and
    /// masked text shows its shown form; of the others it is what was said, see <see cref="Privacy.PrivacyOptions.Utterances"/>.
    /// </summary>
    public MaskedText Text { get; }

    /// <summary>The tools that the model wants called; empty for none.</summary>
    public IReadOnlyList<ModelToolCall> ToolCalls { get; }

    /// <summary>The tool call whose result it is; null where it is none.</summary>
    public string? ToolCallId { get; }

    /// <summary>What the model thought before it answered, as its service reports it; null for nothing. Personal data by default.</summary>
    public string? Reasoning { get; }

    /// <summary>Which agent said it, as the host names it; null where not told. Visible to every reader.</summary>
    public string? Author { get; }

    /// <summary>Stands for the content of a captured message: equal ones have the same. Not random, so no reader gets it, and stores key it.</summary>
    internal Guid Id { get; }

    /// <summary>A mark of the opening that published this captured message last; null for none.</summary>
    internal object? Publishing { get; set; }

    /// <summary>Whether all of the text is personal, and not only what is masked.</summary>
    internal bool IsPersonal => Role switch
    {
        ModelRole.User or ModelRole.Assistant => _utterancesArePersonal,
        _ => true,
    };

    /// <summary>Whether it holds anything that not everyone may see.</summary>
    internal bool HasPersonal
        => (IsPersonal && !Text.IsEmpty) || Text.IsMasked || Reasoning is not null || ToolCalls.Any(static call => call.Arguments.Count > 0);

    /// <summary>The host's instructions, often called the system prompt.</summary>
    /// <param name="text">The text.</param>
    public static ModelMessage System(MaskedText text) => new(ModelRole.System, text);

    /// <summary>What the user said.</summary>
    /// <param name="text">The text, personal parts masked.</param>
    public static ModelMessage User(MaskedText text) => new(ModelRole.User, text);

    /// <summary>What the model answered.</summary>
    /// <param name="text">The text, personal parts masked; empty where it only calls tools.</param>
    /// <param name="toolCalls">The tools that it wants called; null for none.</param>
    /// <param name="reasoning">What it thought before, as its service reports it; null for nothing.</param>
    /// <param name="author">Which agent said it, as the host names it; null where not told. Visible to every reader.</param>
    public static ModelMessage Assistant(
        MaskedText text = default, IReadOnlyList<ModelToolCall>? toolCalls = null, string? reasoning = null, string? author = null)
        => new(ModelRole.Assistant, text, toolCalls, reasoning: reasoning, author: author);

    /// <summary>The result of a tool, given back to the model.</summary>
    /// <param name="callId">The id of the tool call. It leads to the function event, which holds the result.</param>
    /// <param name="result">The result as the model reads it; empty where the function event's is enough.</param>
    public static ModelMessage Tool(string callId, MaskedText result = default) => new(ModelRole.Tool, result, toolCallId: callId ?? "");

    /// <summary>The role, and the text as everyone may see it.</summary>
    public override string ToString() => $"{Role}: {Shown}";

    /// <summary>The message as a call keeps it: clean, within the limits, with its arguments read.</summary>
    internal ModelMessage Captured(EntryCapture capture, bool utterancesArePersonal)
    {
        if (Id != default && capture.KeepsText)
        {
            return this;
        }

        return _captured is { } last && last._capturedBy == capture ? last : _captured = new ModelMessage(this, capture, utterancesArePersonal);
    }

    /// <summary>A message as it was stored.</summary>
    internal static ModelMessage Stored(
        ModelRole role, MaskedText text, IReadOnlyList<ModelToolCall> toolCalls, string? toolCallId, bool utterancesArePersonal, string? reasoning,
        string? author = null)
    {
        var message = new ModelMessage(role, text, toolCalls, toolCallId, reasoning, author);
        return new ModelMessage(message, utterancesArePersonal);
    }

    /// <summary>The same message in a store that counts all that is said as personal.</summary>
    internal ModelMessage AsPersonal() => IsPersonal ? this : new(this, utterancesArePersonal: true);

    /// <summary>What everyone may see of it, which is left when its personal data is removed.</summary>
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
            writer.WriteString("text", TextRules.Whole(Shown));
        }

        VisibleJson.All(writer, "tool_calls", ToolCalls);
        VisibleJson.Text(writer, "tool_call_id", ToolCallId);
        VisibleJson.Text(writer, "author", Author);
        VisibleJson.Text(writer, "reasoning", Reasoning is null ? null : MaskedText.Redacted);
        writer.WriteEndObject();
    }

    private static MaskedText Masked(string shown) => shown.Length == 0 ? default : new MaskedText(shown, shown);

    private static LogFields Stripped(LogFields arguments) => new([.. arguments.Select(static argument => argument.AsPii().Stripped())]);

    // What everyone may see of the text.
    private string Shown => Role switch
    {
        ModelRole.User or ModelRole.Assistant when !_utterancesArePersonal => Text.Shown,
        ModelRole.User or ModelRole.Assistant => Text.IsEmpty ? "" : MaskedText.Redacted,
        _ => Text.IsMasked ? Text.Shown : Text.IsEmpty ? "" : MaskedText.Redacted,
    };

    // SHA-256 over the parts, each with its length before it, so that no two messages read alike.
    private Guid Digest()
    {
        var parts = t_parts ?? new ArrayBufferWriter<byte>(1_024);
        t_parts = null; // Not while it is used.
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
            parts.Clear(); // Also zeroes it: what is personal is to be in memory no longer than needed.
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
