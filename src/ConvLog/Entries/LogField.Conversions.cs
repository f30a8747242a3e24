using System.Runtime.CompilerServices;

namespace ConvLog;

// Which conversions there are is measured, not taste: uint or ulong would make every literal ambiguous (CS0457), string[] or int? would break a literal null
// (CS8135), and without float and char 1.1f would become 1.100000023841858 and 'c' 99.
public readonly partial struct LogField
{
    /// <summary>A field with a text.</summary>
    public static implicit operator LogField((string Key, string? Value) field) => Of(field.Key, field.Value);

    /// <summary>A field with a whole number.</summary>
    public static implicit operator LogField((string Key, int Value) field) => Scalar(field.Key, FieldKind.Int32, field.Value);

    /// <summary>A field with a whole number.</summary>
    public static implicit operator LogField((string Key, long Value) field) => Scalar(field.Key, FieldKind.Int64, field.Value);

    /// <summary>A field with a truth value.</summary>
    public static implicit operator LogField((string Key, bool Value) field) => Scalar(field.Key, FieldKind.Boolean, field.Value);

    /// <summary>A field with a floating-point number of single precision.</summary>
    public static implicit operator LogField((string Key, float Value) field) => Scalar(field.Key, FieldKind.Single, field.Value);

    /// <summary>A field with a floating-point number of double precision.</summary>
    public static implicit operator LogField((string Key, double Value) field) => Scalar(field.Key, FieldKind.Double, field.Value);

    /// <summary>A field with a decimal number, its scale kept.</summary>
    public static implicit operator LogField((string Key, decimal Value) field) => Scalar(field.Key, FieldKind.Decimal, field.Value);

    /// <summary>A field with a character.</summary>
    public static implicit operator LogField((string Key, char Value) field) => Scalar(field.Key, FieldKind.Char, field.Value);

    /// <summary>A field with a point in time and its offset.</summary>
    public static implicit operator LogField((string Key, DateTimeOffset Value) field) => Scalar(field.Key, FieldKind.DateTimeOffset, field.Value);

    /// <summary>A field with a date and time of its kind.</summary>
    public static implicit operator LogField((string Key, DateTime Value) field) => Scalar(field.Key, FieldKind.DateTime, field.Value);

    /// <summary>A field with an identifier.</summary>
    public static implicit operator LogField((string Key, Guid Value) field) => Scalar(field.Key, FieldKind.Guid, field.Value);

    /// <summary>A field with a span of time.</summary>
    public static implicit operator LogField((string Key, TimeSpan Value) field) => Scalar(field.Key, FieldKind.TimeSpan, field.Value);

    /// <summary>A field with any other value: a boxed scalar keeps its type, anything else becomes JSON when the entry is made.</summary>
    public static implicit operator LogField((string Key, object? Value) field) => FromObject(field.Key, field.Value, isPii: false);

    // The JIT folds the type tests, so each instantiation is one store; a Nullable<T> boxes to its value or to null.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LogField Make<T>(string key, T value, bool isPii)
    {
        if (typeof(T) == typeof(int)) return Scalar(key, FieldKind.Int32, (int)(object)value!, isPii);
        if (typeof(T) == typeof(long)) return Scalar(key, FieldKind.Int64, (long)(object)value!, isPii);
        if (typeof(T) == typeof(bool)) return Scalar(key, FieldKind.Boolean, (bool)(object)value!, isPii);
        if (typeof(T) == typeof(double)) return Scalar(key, FieldKind.Double, (double)(object)value!, isPii);
        if (typeof(T) == typeof(decimal)) return Scalar(key, FieldKind.Decimal, (decimal)(object)value!, isPii);
        if (typeof(T) == typeof(DateTimeOffset)) return Scalar(key, FieldKind.DateTimeOffset, (DateTimeOffset)(object)value!, isPii);
        if (typeof(T) == typeof(DateTime)) return Scalar(key, FieldKind.DateTime, (DateTime)(object)value!, isPii);
        if (typeof(T) == typeof(TimeSpan)) return Scalar(key, FieldKind.TimeSpan, (TimeSpan)(object)value!, isPii);
        if (typeof(T) == typeof(Guid)) return Scalar(key, FieldKind.Guid, (Guid)(object)value!, isPii);
        if (typeof(T) == typeof(float)) return Scalar(key, FieldKind.Single, (float)(object)value!, isPii);
        if (typeof(T) == typeof(char)) return Scalar(key, FieldKind.Char, (char)(object)value!, isPii);
        if (typeof(T) == typeof(ulong)) return Scalar(key, FieldKind.UInt64, (ulong)(object)value!, isPii);
        return FromObject(key, value, isPii);
    }

    private static LogField FromObject(string key, object? value, bool isPii) => value switch
    {
        null => new(key, FieldTag.Of(FieldKind.Null, isPii), 0),
        string text => new(key, text, isPii ? PiiFlag : 0),
        bool v => Scalar(key, FieldKind.Boolean, v, isPii),
        sbyte v => Scalar(key, FieldKind.SByte, v, isPii),
        byte v => Scalar(key, FieldKind.Byte, v, isPii),
        short v => Scalar(key, FieldKind.Int16, v, isPii),
        ushort v => Scalar(key, FieldKind.UInt16, v, isPii),
        int v => Scalar(key, FieldKind.Int32, v, isPii),
        uint v => Scalar(key, FieldKind.UInt32, v, isPii),
        long v => Scalar(key, FieldKind.Int64, v, isPii),
        ulong v => Scalar(key, FieldKind.UInt64, v, isPii),
        Int128 v => Scalar(key, FieldKind.Int128, v, isPii),
        UInt128 v => Scalar(key, FieldKind.UInt128, v, isPii),
        Half v => Scalar(key, FieldKind.Half, v, isPii),
        float v => Scalar(key, FieldKind.Single, v, isPii),
        double v => Scalar(key, FieldKind.Double, v, isPii),
        decimal v => Scalar(key, FieldKind.Decimal, v, isPii),
        char v => Scalar(key, FieldKind.Char, v, isPii),
        DateTime v => Scalar(key, FieldKind.DateTime, v, isPii),
        DateTimeOffset v => Scalar(key, FieldKind.DateTimeOffset, v, isPii),
        DateOnly v => Scalar(key, FieldKind.DateOnly, v, isPii),
        TimeOnly v => Scalar(key, FieldKind.TimeOnly, v, isPii),
        TimeSpan v => Scalar(key, FieldKind.TimeSpan, v, isPii),
        Guid v => Scalar(key, FieldKind.Guid, v, isPii),
        MaskedText { IsMasked: true } v => Pii(key, v.Text, v.Shown),
        MaskedText v => new(key, v.Text, isPii ? PiiFlag : 0),
        LogField v => isPii ? v.WithKey(key).AsPii() : v.WithKey(key),
        _ => new(key, value, isPii ? PiiFlag : 0),
    };
}
