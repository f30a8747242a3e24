using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog;

/// <summary>The fields of an entry, in the order they were given, read by position or by key. Immutable.</summary>
[JsonConverter(typeof(VisibleJsonConverter<LogFields>))]
public readonly struct LogFields : IReadOnlyList<LogField>, IEquatable<LogFields>, IVisible
{
    private readonly LogField[]? _fields;

    // Takes ownership of the array: the caller must not write to it again.
    internal LogFields(LogField[]? fields) => _fields = fields;

    /// <summary>The number of fields.</summary>
    public int Count => _fields?.Length ?? 0;

    /// <summary>The keys, in order.</summary>
    public IEnumerable<string> Keys => Array.ConvertAll(_fields ?? [], static one => one.Key);

    /// <summary>The field at a position, from 0.</summary>
    /// <param name="index">The position.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside the list.</exception>
    public LogField this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _fields![index];
        }
    }

    /// <summary>The value under a key.</summary>
    /// <param name="key">The key, case-sensitive.</param>
    /// <exception cref="KeyNotFoundException">There is no such key; the message lists the existing keys.</exception>
    public object? this[string key] => TryGetField(key, out var field)
        ? field.Value
        : throw new KeyNotFoundException($"No field '{key}'. The keys are: {string.Join(", ", Keys)}.");

    /// <summary>Whether there is a field with a key.</summary>
    /// <param name="key">The key, case-sensitive.</param>
    public bool ContainsKey(string key) => TryGetField(key, out _);

    /// <summary>Finds the value of a key.</summary>
    /// <param name="key">The key, case-sensitive.</param>
    /// <param name="value">The value; null if there is no such key.</param>
    public bool TryGetValue(string key, out object? value)
    {
        bool found = TryGetField(key, out var field);
        value = found ? field.Value : null;
        return found;
    }

    /// <summary>Finds the field with a key.</summary>
    /// <param name="key">The key, case-sensitive.</param>
    /// <param name="field">The field; an empty one if there is no such key.</param>
    public bool TryGetField(string key, out LogField field)
    {
        foreach (ref readonly var candidate in AsSpan())
        {
            if (string.Equals(candidate.RawKey, key, StringComparison.Ordinal))
            {
                field = candidate;
                return true;
            }
        }

        field = default;
        return false;
    }

    /// <summary>The fields as a span, without a copy.</summary>
    public ReadOnlySpan<LogField> AsSpan() => _fields;

    /// <inheritdoc/>
    public IEnumerator<LogField> GetEnumerator() => (_fields ?? []).AsEnumerable().GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The keys and values, with personal values masked.</summary>
    public override string ToString() => string.Join(", ", Array.ConvertAll(_fields ?? [], static field => field.ToString()));

    /// <summary>Whether both are the fields of the same entry.</summary>
    /// <param name="other">The other fields.</param>
    public bool Equals(LogFields other) => ReferenceEquals(_fields, other._fields);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is LogFields other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _fields?.GetHashCode() ?? 0;

    /// <summary>Whether both are the fields of the same entry.</summary>
    public static bool operator ==(LogFields left, LogFields right) => left.Equals(right);

    /// <summary>Whether they are fields of different entries.</summary>
    public static bool operator !=(LogFields left, LogFields right) => !left.Equals(right);

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        VisibleJson.WriteFields(writer, AsSpan());
        writer.WriteEndObject();
    }

    internal LogField[] ToArray() => _fields.AsSpan().ToArray();

    /// <summary>Takes ownership of a list that was built for these fields only.</summary>
    internal static LogFields From(List<LogField> fields) => fields.Count == 0 ? default : new([.. CollectionsMarshal.AsSpan(fields)]);
}
