using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>A text together with the form that may be shown to a reader without the permission to see personal data.</summary>
/// <remarks>A plain <see cref="string"/> converts to it and is then shown to everyone.</remarks>
[JsonConverter(typeof(VisibleJsonConverter<MaskedText>))]
public readonly struct MaskedText : IEquatable<MaskedText>, IVisible
{
    /// <summary>The text shown in place of personal data by default.</summary>
    public const string Redacted = "[redacted]";

    // What is shown in place of a phone number, as the compatible API documents it.
    internal const string RedactedNumber = "REDACTED";

    // What is kept in place of a text where a conversation is recorded without text.
    internal const string NotRecorded = "[not recorded]";

    private readonly string? _text;
    private readonly string? _shown;

    /// <summary>Makes a text that holds personal data.</summary>
    /// <param name="text">The full text. Null reads as empty.</param>
    /// <param name="shown">What a reader without the permission gets instead. Null shows <see cref="Redacted"/>.</param>
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

    /// <summary>What everyone may read; equals <see cref="Text"/> where nothing is masked.</summary>
    public string Shown => _shown ?? Text;

    /// <summary>Whether the text holds personal data that <see cref="Shown"/> leaves out.</summary>
    public bool IsMasked => _shown is not null;

    /// <summary>Whether there is no text at all, as in a turn that the agent opened.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(_text);

    /// <summary>
    /// Whether something was said, as a reader without the permission sees it: titles and response times, which depend on it, must not tell what hides behind
    /// a shown form. Removing personal data permanently does not change it.
    /// </summary>
    /// <param name="utterancesArePersonal">Whether all that is said is personal, and not only what is masked.</param>
    internal bool IsSaid(bool utterancesArePersonal) => utterancesArePersonal ? !IsEmpty : Shown.Length > 0;

    /// <summary>A text of which everything may be shown.</summary>
    /// <param name="text">The text. Null reads as empty.</param>
    public static implicit operator MaskedText(string? text) => new(text, false);

    /// <summary>A text of which everything may be shown; the named form of the conversion.</summary>
    /// <param name="text">The text. Null reads as empty.</param>
    public static MaskedText FromString(string? text) => text;

    /// <summary>Masks spans of a text: each is shown as <see cref="Redacted"/>, spans that touch or overlap as one.</summary>
    /// <param name="text">The full text. Null reads as empty.</param>
    /// <param name="spans">The personal spans in UTF-16 units. What lies outside the text is ignored; none masks nothing.</param>
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
    /// <remarks>For callers on C# 12, which has no params spans.</remarks>
    public static MaskedText Mask(string? text, params (int Start, int Length)[] spans) => Mask(text, spans.AsSpan());

    /// <summary>The text that may be shown. The full text takes a deliberate <see cref="Text"/>, so that an interpolated string leaks nothing.</summary>
    public override string ToString() => Shown;

    void IVisible.WriteVisible(Utf8JsonWriter writer) => writer.WriteStringValue(TextRules.Whole(Shown));

    /// <inheritdoc/>
    public bool Equals(MaskedText other)
        => string.Equals(Text, other.Text, StringComparison.Ordinal) && string.Equals(_shown, other._shown, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MaskedText other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Text, _shown);

    /// <summary>Whether both texts and both shown forms are equal.</summary>
    public static bool operator ==(MaskedText left, MaskedText right) => left.Equals(right);

    /// <summary>Whether the texts or the shown forms differ.</summary>
    public static bool operator !=(MaskedText left, MaskedText right) => !left.Equals(right);
}
