using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>A text together with its masked form, which is shown to readers without the permission for personal data.</summary>
/// <remarks>A plain <see cref="string"/> converts to a text without a mask, which is shown to every reader.</remarks>
[JsonConverter(typeof(VisibleJsonConverter<MaskedText>))]
public readonly struct MaskedText : IEquatable<MaskedText>, IVisible
{
    /// <summary>The text shown instead of personal data by default.</summary>
    public const string Redacted = "[redacted]";

    // Shown instead of a phone number, as the compatible API documents it.
    internal const string RedactedNumber = "REDACTED";

    // Stored instead of a text if a conversation is recorded without text.
    internal const string NotRecorded = "[not recorded]";

    private readonly string? _text;
    private readonly string? _shown;

    /// <summary>Creates a text that contains personal data.</summary>
    /// <param name="text">The full text. Null counts as empty.</param>
    /// <param name="shown">The masked form, which readers without the permission get instead. Null for <see cref="Redacted"/>.</param>
    public MaskedText(string? text, string? shown = Redacted)
    {
        _text = text;
        _shown = shown ?? Redacted;
    }

    private MaskedText(string? text, bool _)
    {
        _text = text;
        _shown = null;
    }

    /// <summary>The full text, never null.</summary>
    public string Text => _text ?? "";

    /// <summary>The masked form, which every reader may see; equals <see cref="Text"/> if nothing is masked.</summary>
    public string Shown => _shown ?? Text;

    /// <summary>Whether the text contains personal data that <see cref="Shown"/> omits.</summary>
    public bool IsMasked => _shown is not null;

    /// <summary>Whether the text is empty, as the user input of a turn that the agent opened.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(_text);

    /// <summary>
    /// Whether something was said, as a reader without the permission sees it: titles and response times, which depend on it, must not reveal what a masked
    /// form hides. Removing personal data permanently does not change it.
    /// </summary>
    /// <param name="utterancesArePersonal">Whether all user input and agent responses are personal data, rather than only masked parts.</param>
    internal bool HasUtterance(bool utterancesArePersonal) => utterancesArePersonal ? !IsEmpty : Shown.Length > 0;

    /// <summary>Creates a text without personal data.</summary>
    /// <param name="text">The text. Null counts as empty.</param>
    public static implicit operator MaskedText(string? text) => new(text, false);

    /// <summary>Creates a text without personal data; the named form of the conversion.</summary>
    /// <param name="text">The text. Null counts as empty.</param>
    public static MaskedText FromString(string? text) => text;

    /// <summary>Masks spans of a text: each is shown as <see cref="Redacted"/>, adjacent or overlapping spans as one.</summary>
    /// <param name="text">The full text. Null counts as empty.</param>
    /// <param name="spans">The personal spans in UTF-16 code units. Parts outside the text are ignored; without spans nothing is masked.</param>
    public static MaskedText Mask(string? text, params ReadOnlySpan<(int Start, int Length)> spans)
    {
        text ??= "";
        bool[] personal = new bool[text.Length];
        foreach ((int start, int length) in spans)
        {
            int from = Math.Clamp(start, 0, text.Length);
            int to = (int)Math.Clamp((long)start + length, from, text.Length);
            personal.AsSpan(from, to - from).Fill(true);
        }

        if (Array.IndexOf(personal, true) < 0)
        {
            return text;
        }

        var shown = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (!personal[i])
            {
                shown.Append(text[i]);
            }
            else if (i == 0 || !personal[i - 1])
            {
                shown.Append(Redacted);
            }
        }

        return new MaskedText(text, shown.ToString());
    }

    /// <inheritdoc cref="Mask(string?, ReadOnlySpan{ValueTuple{int, int}})"/>
    /// <remarks>For callers that use C# 12 or earlier, which has no params spans.</remarks>
    public static MaskedText Mask(string? text, params (int Start, int Length)[] spans) => Mask(text, spans.AsSpan());

    /// <summary>The masked form. The full text requires an explicit <see cref="Text"/>, so that string interpolation does not leak personal data.</summary>
    public override string ToString() => Shown;

    void IVisible.WriteVisible(Utf8JsonWriter writer) => writer.WriteStringValue(TextRules.WithoutLoneSurrogates(Shown));

    /// <inheritdoc/>
    public bool Equals(MaskedText other)
        => string.Equals(Text, other.Text, StringComparison.Ordinal) && string.Equals(_shown, other._shown, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MaskedText other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Text, _shown);

    /// <summary>Whether both texts and both masked forms are equal.</summary>
    public static bool operator ==(MaskedText left, MaskedText right) => left.Equals(right);

    /// <summary>Whether the texts or the masked forms differ.</summary>
    public static bool operator !=(MaskedText left, MaskedText right) => !left.Equals(right);
}
