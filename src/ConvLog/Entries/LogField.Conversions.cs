using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ConvLog.Entries;

namespace ConvLog;

// The set of conversions was determined by compiling: uint or ulong would make every literal ambiguous (CS0457), string[] or int? would break a literal
// null (CS8135), and without float and char 1.1f would become 1.100000023841858 and 'c' 99. Neither unnamed tuples nor byte and ushort in addition to
// ulong help: 100_000 and 5L would still be ambiguous. The conversions of a ulong to float and decimal are ambiguous too, so a ulong needs LogField.Of.
// The list is a struct, so that a literal null is still a text.
public readonly partial struct LogField
{
    /// <summary>Creates a field with a text.</summary>
    public static implicit operator LogField((string Key, string? Value) field) => Of(field.Key, field.Value);

    /// <summary>Creates a field with a whole number.</summary>
    public static implicit operator LogField((string Key, int Value) field) => Scalar(field.Key, FieldTag.Visible.Int32, field.Value);

    /// <summary>Creates a field with a whole number.</summary>
    public static implicit operator LogField((string Key, long Value) field) => Scalar(field.Key, FieldTag.Visible.Int64, field.Value);

    /// <summary>Creates a field with a Boolean value.</summary>
    public static implicit operator LogField((string Key, bool Value) field) => Scalar(field.Key, FieldTag.Visible.Boolean, field.Value ? 1 : 0);

    /// <summary>Creates a field with a single-precision floating-point number.</summary>
    public static implicit operator LogField((string Key, float Value) field)
        => Scalar(field.Key, FieldTag.Visible.Single, BitConverter.SingleToInt32Bits(field.Value));

    /// <summary>Creates a field with a double-precision floating-point number.</summary>
    public static implicit operator LogField((string Key, double Value) field)
        => Scalar(field.Key, FieldTag.Visible.Double, BitConverter.DoubleToInt64Bits(field.Value));

    /// <summary>Creates a field with a decimal number, preserving its scale.</summary>
    public static implicit operator LogField((string Key, decimal Value) field) => Wide(field.Key, FieldTag.Visible.Decimal, field.Value);

    /// <summary>Creates a field with a character.</summary>
    public static implicit operator LogField((string Key, char Value) field) => Scalar(field.Key, FieldTag.Visible.Char, field.Value);

    /// <summary>Creates a field with a point in time and its offset.</summary>
    public static implicit operator LogField((string Key, DateTimeOffset Value) field) => Wide(field.Key, FieldTag.Visible.DateTimeOffset, field.Value);

    /// <summary>Creates a field with a date and time, preserving its kind.</summary>
    public static implicit operator LogField((string Key, DateTime Value) field)
        => Scalar(field.Key, FieldTag.Visible.DateTime, Unsafe.BitCast<DateTime, long>(field.Value));

    /// <summary>Creates a field with a GUID.</summary>
    public static implicit operator LogField((string Key, Guid Value) field) => Wide(field.Key, FieldTag.Visible.Guid, field.Value);

    /// <summary>Creates a field with a time interval.</summary>
    public static implicit operator LogField((string Key, TimeSpan Value) field) => Scalar(field.Key, FieldTag.Visible.TimeSpan, field.Value.Ticks);

    /// <summary>Creates a field with any other value: a boxed scalar keeps its type, anything else becomes JSON when the entry is logged.</summary>
    public static implicit operator LogField((string Key, object? Value) field) => FromObject(field.Key, field.Value, isPii: false);

    /// <summary>Creates a field with a collection expression: <c>("tables", [2, 4])</c>.</summary>
    public static implicit operator LogField((string Key, ImmutableArray<object?> Value) field) => FromObject(field.Key, field.Value, isPii: false);

    // The JIT eliminates the type tests, so each instantiation is one store; a Nullable<T> boxes to its value or to null.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LogField Make<T>(string key, T value, bool isPii)
    {
        if (typeof(T) == typeof(int)) return Scalar(key, FieldTag.Of(FieldKind.Int32, isPii), (int)(object)value!);
        if (typeof(T) == typeof(long)) return Scalar(key, FieldTag.Of(FieldKind.Int64, isPii), (long)(object)value!);
        if (typeof(T) == typeof(bool)) return Scalar(key, FieldTag.Of(FieldKind.Boolean, isPii), (bool)(object)value! ? 1 : 0);
        if (typeof(T) == typeof(double)) return Scalar(key, FieldTag.Of(FieldKind.Double, isPii), BitConverter.DoubleToInt64Bits((double)(object)value!));
        if (typeof(T) == typeof(decimal)) return Wide(key, FieldTag.Of(FieldKind.Decimal, isPii), (decimal)(object)value!);
        if (typeof(T) == typeof(DateTimeOffset)) return Wide(key, FieldTag.Of(FieldKind.DateTimeOffset, isPii), (DateTimeOffset)(object)value!);
        if (typeof(T) == typeof(DateTime)) return Scalar(key, FieldTag.Of(FieldKind.DateTime, isPii), Unsafe.BitCast<DateTime, long>((DateTime)(object)value!));
        if (typeof(T) == typeof(TimeSpan)) return Scalar(key, FieldTag.Of(FieldKind.TimeSpan, isPii), ((TimeSpan)(object)value!).Ticks);
        if (typeof(T) == typeof(Guid)) return Wide(key, FieldTag.Of(FieldKind.Guid, isPii), (Guid)(object)value!);
        if (typeof(T) == typeof(float)) return Scalar(key, FieldTag.Of(FieldKind.Single, isPii), BitConverter.SingleToInt32Bits((float)(object)value!));
        if (typeof(T) == typeof(char)) return Scalar(key, FieldTag.Of(FieldKind.Char, isPii), (char)(object)value!);
        if (typeof(T) == typeof(ulong)) return Scalar(key, FieldTag.Of(FieldKind.UInt64, isPii), unchecked((long)(ulong)(object)value!));
        return FromObject(key, value, isPii);
    }

    private static LogField FromObject(string key, object? value, bool isPii) => value switch
    {
        null or DBNull => new(key, FieldTag.Of(FieldKind.Null, isPii), 0),
        string text => new(key, text, isPii ? PiiFlag : 0),
        bool v => Scalar(key, FieldTag.Of(FieldKind.Boolean, isPii), v ? 1 : 0),
        sbyte v => Scalar(key, FieldTag.Of(FieldKind.SByte, isPii), v),
        byte v => Scalar(key, FieldTag.Of(FieldKind.Byte, isPii), v),
        short v => Scalar(key, FieldTag.Of(FieldKind.Int16, isPii), v),
        ushort v => Scalar(key, FieldTag.Of(FieldKind.UInt16, isPii), v),
        int v => Scalar(key, FieldTag.Of(FieldKind.Int32, isPii), v),
        uint v => Scalar(key, FieldTag.Of(FieldKind.UInt32, isPii), v),
        long v => Scalar(key, FieldTag.Of(FieldKind.Int64, isPii), v),
        ulong v => Scalar(key, FieldTag.Of(FieldKind.UInt64, isPii), unchecked((long)v)),
        Int128 v => Wide(key, FieldTag.Of(FieldKind.Int128, isPii), v),
        UInt128 v => Wide(key, FieldTag.Of(FieldKind.UInt128, isPii), v),
        Half v => Scalar(key, FieldTag.Of(FieldKind.Half, isPii), BitConverter.HalfToInt16Bits(v)),
        float v => Scalar(key, FieldTag.Of(FieldKind.Single, isPii), BitConverter.SingleToInt32Bits(v)),
        double v => Scalar(key, FieldTag.Of(FieldKind.Double, isPii), BitConverter.DoubleToInt64Bits(v)),
        decimal v => Wide(key, FieldTag.Of(FieldKind.Decimal, isPii), v),
        char v => Scalar(key, FieldTag.Of(FieldKind.Char, isPii), v),
        DateTime v => Scalar(key, FieldTag.Of(FieldKind.DateTime, isPii), Unsafe.BitCast<DateTime, long>(v)),
        DateTimeOffset v => Wide(key, FieldTag.Of(FieldKind.DateTimeOffset, isPii), v),
        DateOnly v => Scalar(key, FieldTag.Of(FieldKind.DateOnly, isPii), v.DayNumber),
        TimeOnly v => Scalar(key, FieldTag.Of(FieldKind.TimeOnly, isPii), v.Ticks),
        TimeSpan v => Scalar(key, FieldTag.Of(FieldKind.TimeSpan, isPii), v.Ticks),
        Guid v => Wide(key, FieldTag.Of(FieldKind.Guid, isPii), v),
        nint v => Scalar(key, FieldTag.Of(FieldKind.Int64, isPii), v),
        nuint v => Scalar(key, FieldTag.Of(FieldKind.UInt64, isPii), unchecked((long)v)),
        MaskedText { IsMasked: true } v => Pii(key, v.Text, v.Shown),
        MaskedText v => new(key, v.Text, isPii ? PiiFlag : 0),
        LogField v => isPii ? v.WithKey(key).AsPii() : v.WithKey(key),
        _ => new(key, value, isPii ? PiiFlag : 0),
    };
}
