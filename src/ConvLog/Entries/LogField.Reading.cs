using System.Runtime.CompilerServices;
using ConvLog.Entries;

namespace ConvLog;

public readonly partial struct LogField
{
    internal FieldKind Kind => _value switch
    {
        FieldTag tag => tag.Kind,
        ShownValue shown => shown.Value.Kind,
        null => FieldKind.Null,
        _ => FieldKind.Reference,
    };

    /// <summary>The reference value, if <see cref="Kind"/> is <see cref="FieldKind.Reference"/>.</summary>
    internal object? Reference => _value switch
    {
        ShownValue shown => shown.Value.Reference,
        FieldTag => null,
        _ => _value,
    };

    /// <summary>The payload as the scalar type of <see cref="Kind"/>; any other type reads invalid data.</summary>
    internal T Payload<T>()
        where T : unmanaged
    {
        if (_value is ShownValue shown)
        {
            return shown.Value.Payload<T>();
        }

        // The JIT keeps only the line that matches the type.
        return Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.BitCast<byte, T>((byte)_low),
            2 => Unsafe.BitCast<short, T>((short)_low),
            4 => Unsafe.BitCast<int, T>((int)_low),
            8 => Unsafe.BitCast<long, T>(_low),
            _ => Unsafe.BitCast<(long, long), T>((_low, _high)),
        };
    }

    /// <summary>The same field with its reference replaced by its captured form.</summary>
    internal LogField WithReference(object reference) => _value is ShownValue shown
        ? new(_key, new ShownValue(shown.Value.WithReference(reference), shown.Shown), 0)
        : new(_key, reference, _low);

    /// <summary>The same field with another masked form, if it has one of its own.</summary>
    internal LogField WithOwnShown(string shown) => new(_key, new ShownValue(((ShownValue)_value!).Value, shown), 0);

    private object? Read() => Kind switch
    {
        FieldKind.Null => null,
        FieldKind.Boolean => Payload<bool>(),
        FieldKind.SByte => Payload<sbyte>(),
        FieldKind.Byte => Payload<byte>(),
        FieldKind.Int16 => Payload<short>(),
        FieldKind.UInt16 => Payload<ushort>(),
        FieldKind.Int32 => Payload<int>(),
        FieldKind.UInt32 => Payload<uint>(),
        FieldKind.Int64 => Payload<long>(),
        FieldKind.UInt64 => Payload<ulong>(),
        FieldKind.Int128 => Payload<Int128>(),
        FieldKind.UInt128 => Payload<UInt128>(),
        FieldKind.Half => Payload<Half>(),
        FieldKind.Single => Payload<float>(),
        FieldKind.Double => Payload<double>(),
        FieldKind.Decimal => Payload<decimal>(),
        FieldKind.Char => Payload<char>(),
        FieldKind.DateTime => Payload<DateTime>(),
        FieldKind.DateTimeOffset => Payload<DateTimeOffset>(),
        FieldKind.DateOnly => Payload<DateOnly>(),
        FieldKind.TimeOnly => Payload<TimeOnly>(),
        FieldKind.TimeSpan => Payload<TimeSpan>(),
        FieldKind.Guid => Payload<Guid>(),
        _ => Reference switch { JsonFragment json => json.ToElement(), string text => TextRules.WithoutLoneSurrogates(text), var other => other },
    };
}
