using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Storage.Serialization;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>The values of a visible payload by name, between parsing and the creation of the record.</summary>
/// <param name="expected">The approximate number of values.</param>
internal sealed class StoredValues(int expected)
{
    private readonly List<Value> _values = new(expected);
    private int _taken;

    /// <summary>Adds the value at the reader's position.</summary>
    public void Add(string name, ref Utf8JsonReader reader) => _values.Add(reader.TokenType switch
    {
        JsonTokenType.String => new Value(name, JsonText.Read(ref reader)),
        JsonTokenType.Number => new Value(name, Text: null, reader.GetInt64()),
        JsonTokenType.StartObject => new Value(name, Text: null, Inside: Read(ref reader)),
        _ => throw Unknown(name),
    });

    /// <summary>Removes and returns the value of a name; null if there is none.</summary>
    public Value? Take(string name)
    {
        // Values are written in the order in which they are read; missing ones are skipped.
        for (int i = 0; i < _values.Count; i++)
        {
            var value = _values[(_taken + i) % _values.Count];
            if (string.Equals(value.Name, name, StringComparison.Ordinal))
            {
                _taken++;
                return value;
            }
        }

        return null;
    }

    /// <summary>Completes the reading: checks that all values were taken.</summary>
    /// <exception cref="JsonException">A value remains that this version does not know.</exception>
    public void End()
    {
        if (_taken != _values.Count)
        {
            string names = string.Join(", ", _values.Select(static value => value.Name));
            throw new JsonException($"This version knows {_taken} of the {_values.Count} properties of a stored record: {names}.");
        }
    }

    private static StoredValues Read(ref Utf8JsonReader reader)
    {
        var values = new StoredValues(expected: 4);
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            values.Add(name, ref reader);
        }

        return values;
    }

    private static JsonException Unknown(string name) => new($"A stored record has a property '{name}' that this version does not know.");

    /// <summary>One value: a text, a number, or an object.</summary>
    public readonly record struct Value(string Name, string? Text, long Number = 0, StoredValues? Inside = null);
}
