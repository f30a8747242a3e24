namespace ConvLog.Benchmarks.Capture;

/// <summary>A minimal typed field: 24 bytes, with the type tag in the reference slot. It has no room for sixteen-byte values, masks or snapshots.</summary>
public readonly struct FloorField
{
    private static readonly object s_int = new();
    private static readonly object s_bool = new();
    private static readonly object s_double = new();
    private static readonly object s_long = new();

    private readonly string? _key;
    private readonly object? _value;
    private readonly long _bits;

    private FloorField(string key, object value, long bits)
    {
        _key = key;
        _value = value;
        _bits = bits;
    }

    public bool IsPresent => _key is not null;

    public long Bits => _bits;

    public object? Value => _value;

    public static implicit operator FloorField((string Key, string Value) field) => new(field.Key, field.Value, 0);

    public static implicit operator FloorField((string Key, int Value) field) => new(field.Key, s_int, field.Value);

    public static implicit operator FloorField((string Key, bool Value) field) => new(field.Key, s_bool, field.Value ? 1 : 0);

    public static implicit operator FloorField((string Key, double Value) field) => new(field.Key, s_double, BitConverter.DoubleToInt64Bits(field.Value));

    public static implicit operator FloorField((string Key, long Value) field) => new(field.Key, s_long, field.Value);
}
