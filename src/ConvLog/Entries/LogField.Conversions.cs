using System.Runtime.CompilerServices;

namespace ConvLog;

// Which conversions there are is measured, not taste: uint or ulong would make every literal ambiguous (CS0457), string[] or int? would break a literal null
// (CS8135), and without float and char 1.1f would become 1.100000023841858 and 'c' 99.
public readonly partial struct LogField
{
    /// <summary>A field with a text.</summary>
    public static implicit operator LogField((string Key, string? Value) field) => Of(field.Key, field.Value);

    /// <summary>A field with a whole number.</summary>
    public static implicit operator LogField((string Key, int Value) field) => Scalar(field.Key, FieldTag.Visible.Int32, field.Value);

    /// <summary>A field with a whole number.</summary>
    public static implicit operator LogField((string Key, long Value) field) => Scalar(field.Key, FieldTag.Visible.Int64, field.Value);

    /// <summary>A field with a truth value.</summary>
    public static implicit operator LogField((string Key, bool Value) field) => Scalar(field.Key, FieldTag.Visible.Boolean, field.Value);

    /// <summary>A field with a floating-point number of single precision.</summary>
    public static implicit operator LogField((string Key, float Value) field) => Scalar(field.Key, FieldTag.Visible.Single, field.Value);

    /// <summary>A field with a floating-point number of double precision.</summary>
    public static implicit operator LogField((string Key, double Value) field) => Scalar(field.Key, FieldTag.Visible.Double, field.Value);

    /// <summary>A field with a decimal number, its scale kept.</summary>
    public static implicit operator LogField((string Key, decimal Value) field) => Scalar(field.Key, FieldTag.Visible.Decimal, field.Value);

    /// <summary>A field with a character.</summary>
    public static implicit operator LogField((string Key, char Value) field) => Scalar(field.Key, FieldTag.Visible.Char, field.Value);

    /// <summary>A field with a point in time and its offset.</summary>
    public static implicit operator LogField((string Key, DateTimeOffset Value) field) => Scalar(field.Key, FieldTag.Visible.DateTimeOffset, field.Value);

    /// <summary>A field with a date and time of its kind.</summary>
    public static implicit operator LogField((string Key, DateTime Value) field) => Scalar(field.Key, FieldTag.Visible.DateTime, field.Value);

    /// <summary>A field with an identifier.</summary>
    public static implicit operator LogField((string Key, Guid Value) field) => Scalar(field.Key, FieldTag.Visible.Guid, field.Value);

    /// <summary>A field with a span of time.</summary>
    public static implicit operator LogField((string Key, TimeSpan Value) field) => Scalar(field.Key, FieldTag.Visible.TimeSpan, field.Value);

    /// <summary>A field with any other value: a boxed scalar keeps its type, anything else becomes JSON when the entry is made.</summary>
    public static implicit operator LogField((string Key, object? Value) field) => FromObject(field.Key, field.Value, isPii: false);

    // The JIT folds the type tests, so each instantiation is one store; a Nullable<T> boxes to its value or to null.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LogField Make<T>(string key, T value, bool isPii)
    {
        if (typeof(T) == typeof(int)) return Scalar(key, FieldTag.Of(FieldKind.Int32, isPii), (int)(object)value!);
        if (typeof(T) == typeof(long)) return Scalar(key, FieldTag.Of(FieldKind.Int64, isPii), (long)(object)value!);
        if (typeof(T) == typeof(bool)) return Scalar(key, FieldTag.Of(FieldKind.Boolean, isPii), (bool)(object)value!);
        if (typeof(T) == typeof(double)) return Scalar(key, FieldTag.Of(FieldKind.Double, isPii), (double)(object)value!);
        if (typeof(T) == typeof(decimal)) return Scalar(key, FieldTag.Of(FieldKind.Decimal, isPii), (decimal)(object)value!);
        if (typeof(T) == typeof(DateTimeOffset)) return Scalar(key, FieldTag.Of(FieldKind.DateTimeOffset, isPii), (DateTimeOffset)(object)value!);
        if (typeof(T) == typeof(DateTime)) return Scalar(key, FieldTag.Of(FieldKind.DateTime, isPii), (DateTime)(object)value!);
        if (typeof(T) == typeof(TimeSpan)) return Scalar(key, FieldTag.Of(FieldKind.TimeSpan, isPii), (TimeSpan)(object)value!);
        if (typeof(T) == typeof(Guid)) return Scalar(key, FieldTag.Of(FieldKind.Guid, isPii), (Guid)(object)value!);
        if (typeof(T) == typeof(float)) return Scalar(key, FieldTag.Of(FieldKind.Single, isPii), (float)(object)value!);
        if (typeof(T) == typeof(char)) return Scalar(key, FieldTag.Of(FieldKind.Char, isPii), (char)(object)value!);
        if (typeof(T) == typeof(ulong)) return Scalar(key, FieldTag.Of(FieldKind.UInt64, isPii), (ulong)(object)value!);
        return FromObject(key, value, isPii);
    }

    private static LogField FromObject(string key, object? value, bool isPii) => value switch
    {
        null => new(key, FieldTag.Of(FieldKind.Null, isPii), 0),
        string text => new(key, text, isPii ? PiiFlag : 0),
        bool v => Scalar(key, FieldTag.Of(FieldKind.Boolean, isPii), v),
        sbyte v => Scalar(key, FieldTag.Of(FieldKind.SByte, isPii), v),
        byte v => Scalar(key, FieldTag.Of(FieldKind.Byte, isPii), v),
        short v => Scalar(key, FieldTag.Of(FieldKind.Int16, isPii), v),
        ushort v => Scalar(key, FieldTag.Of(FieldKind.UInt16, isPii), v),
        int v => Scalar(key, FieldTag.Of(FieldKind.Int32, isPii), v),
        uint v => Scalar(key, FieldTag.Of(FieldKind.UInt32, isPii), v),
        long v => Scalar(key, FieldTag.Of(FieldKind.Int64, isPii), v),
        ulong v => Scalar(key, FieldTag.Of(FieldKind.UInt64, isPii), v),
        Int128 v => Scalar(key, FieldTag.Of(FieldKind.Int128, isPii), v),
        UInt128 v => Scalar(key, FieldTag.Of(FieldKind.UInt128, isPii), v),
        Half v => Scalar(key, FieldTag.Of(FieldKind.Half, isPii), v),
        float v => Scalar(key, FieldTag.Of(FieldKind.Single, isPii), v),
        double v => Scalar(key, FieldTag.Of(FieldKind.Double, isPii), v),
        decimal v => Scalar(key, FieldTag.Of(FieldKind.Decimal, isPii), v),
        char v => Scalar(key, FieldTag.Of(FieldKind.Char, isPii), v),
        DateTime v => Scalar(key, FieldTag.Of(FieldKind.DateTime, isPii), v),
        DateTimeOffset v => Scalar(key, FieldTag.Of(FieldKind.DateTimeOffset, isPii), v),
        DateOnly v => Scalar(key, FieldTag.Of(FieldKind.DateOnly, isPii), v),
        TimeOnly v => Scalar(key, FieldTag.Of(FieldKind.TimeOnly, isPii), v),
        TimeSpan v => Scalar(key, FieldTag.Of(FieldKind.TimeSpan, isPii), v),
        Guid v => Scalar(key, FieldTag.Of(FieldKind.Guid, isPii), v),
        MaskedText { IsMasked: true } v => Pii(key, v.Text, v.Shown),
        MaskedText v => new(key, v.Text, isPii ? PiiFlag : 0),
        LogField v => isPii ? v.WithKey(key).AsPii() : v.WithKey(key),
        _ => new(key, value, isPii ? PiiFlag : 0),
    };
}
