using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>One key and value of an entry. Scalars remain typed and unboxed; other values become JSON when the entry is logged.</summary>
/// <remarks>
/// Written as a tuple, <c>("attempt", 2)</c>. <see cref="Of{T}"/> accepts every type exactly, including those without a conversion (a <see cref="ulong"/>);
/// <see cref="Pii{T}"/> marks the value as personal data.
/// </remarks>
[JsonConverter(typeof(VisibleJsonConverter<LogField>))]
public readonly partial struct LogField : IVisible
{
    private const long PiiFlag = 1;

    private readonly string? _key;

    // One of: null (no field), a FieldTag (a scalar in _low and _high), a ShownValue, or the reference value itself, with PiiFlag in _low.
    private readonly object? _value;
    private readonly long _low;
    private readonly long _high;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private LogField(string? key, object? value, long low, long high = 0)
    {
        _key = key;
        _value = value;
        _low = low;
        _high = high;
    }

    /// <summary>The key. An entry never contains a null, empty or repeated key: those are corrected when the entry is logged.</summary>
    public string Key => _key ?? "";

    /// <summary>Whether the value is personal data, shown only to readers with the permission.</summary>
    public bool IsPii => _value switch
    {
        null => false,
        FieldTag tag => tag.IsPii,
        ShownValue => true,
        _ => (_low & PiiFlag) != 0,
    };

    /// <summary>The masked form, which readers without the permission get instead of the value; null if the value is not personal.</summary>
    public string? Shown => IsPii ? (_value as ShownValue)?.Shown ?? MaskedText.Redacted : null;

    /// <summary>The value in its own type; a <see cref="System.Text.Json.JsonElement"/> if it was captured as JSON. Boxes a scalar.</summary>
    public object? Value => Read();

    /// <summary>Creates a field from a text.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The text; may be null.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LogField Of(string key, string? value) => value is null ? new(key, FieldTag.Visible.Null, 0) : new(key, value, 0);

    /// <summary>Creates a field from a value of any type, exactly and without boxing scalar types.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; may be null.</param>
    public static LogField Of<T>(string key, T value) => Make(key, value, isPii: false);

    /// <summary>Creates a field whose value is personal data.</summary>
    /// <param name="key">The key, which is visible.</param>
    /// <param name="value">The value; may be null.</param>
    /// <param name="shown">The masked form, which readers without the permission get instead; null for <see cref="MaskedText.Redacted"/>.</param>
    public static LogField Pii(string key, string? value, string? shown = MaskedText.Redacted)
        => value is null ? WithShown(new(key, FieldTag.Of(FieldKind.Null, isPii: true), 0), shown) : WithShown(new(key, value, PiiFlag), shown);

    /// <inheritdoc cref="Pii(string, string?, string?)"/>
    public static LogField Pii<T>(string key, T value, string? shown = MaskedText.Redacted) => WithShown(Make(key, value, isPii: true), shown);

    /// <summary>The key and the value, masked if it is personal.</summary>
    public override string ToString() => $"{Key}={(IsPii ? Shown : FieldText.Of(this))}";

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        VisibleJson.WriteFields(writer, [this]);
        writer.WriteEndObject();
    }

    internal bool IsPresent => _value is not null;

    internal string? RawKey => _key;

    internal bool IsScalar => _value is FieldTag;

    internal bool HasOwnShown => _value is ShownValue;

    internal LogField WithKey(string key) => new(key, _value, _low, _high);

    internal LogField AsPii(string? shown = MaskedText.Redacted) => _value switch
    {
        null or ShownValue => this,
        FieldTag tag => WithShown(new(_key, FieldTag.Of(tag.Kind, isPii: true), _low, _high), shown),
        _ => WithShown(new(_key, _value, _low | PiiFlag), shown),
    };

    /// <summary>The field as a reader without the permission gets it: still marked as personal, with the value replaced.</summary>
    internal LogField Masked() => IsPii ? new(_key, Shown!, PiiFlag) : this;

    /// <summary>The field without its personal value, which is replaced by the masked form, so that the field is shown as before.</summary>
    internal LogField Stripped() => IsPii ? WithShown(new(_key, Shown!, PiiFlag), Shown) : this;

    internal static LogField Captured(string? key, object reference, bool isPii = false) => new(key, reference, isPii ? PiiFlag : 0);

    private static LogField WithShown(LogField pii, string? shown)
        => shown is null || string.Equals(shown, MaskedText.Redacted, StringComparison.Ordinal) ? pii : new(pii._key, new ShownValue(pii, shown), 0);

    /// <summary>
    /// Copies the field word by word. Copying it as a whole would be one wide load of what was just stored in parts, which stalls (4 ns a field; see
    /// docs/benchmarks.md).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void CopyTo(ref LogField place)
    {
        Unsafe.AsRef(in place._key) = _key;
        Unsafe.AsRef(in place._value) = _value;
        Unsafe.AsRef(in place._low) = _low;
        Unsafe.AsRef(in place._high) = _high;
    }

    /// <summary>Whether the value is a text that is either not personal or masked as <see cref="MaskedText.Redacted"/>.</summary>
    internal bool IsText(out int length)
    {
        if (_value is string text)
        {
            length = text.Length;
            return true;
        }

        length = 0;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LogField Scalar(string key, FieldTag tag, long bits) => new(key, tag, bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LogField Wide<T>(string key, FieldTag tag, T value)
        where T : unmanaged
    {
        (long low, long high) = Unsafe.BitCast<T, (long, long)>(value);
        return new(key, tag, low, high);
    }
}

/// <summary>A personal value with a custom masked form: the value as a separate field, and the form.</summary>
internal sealed class ShownValue(LogField value, string shown)
{
    /// <summary>The value; its key is unused.</summary>
    public LogField Value { get; } = value;

    public string Shown { get; } = shown;
}
