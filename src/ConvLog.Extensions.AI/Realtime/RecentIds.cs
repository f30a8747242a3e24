using System.Diagnostics.CodeAnalysis;

namespace ConvLog.Extensions.AI.Realtime;

/// <summary>Values for the most recent ids; bounded, since a session may last for hours. Not thread-safe.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal sealed class RecentIds<T>
{
    private const int Most = 200;

    private readonly Dictionary<string, T> _values = new(StringComparer.Ordinal);
    private readonly Queue<string> _ids = [];

    public bool TryGet(string? id, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        return id is not null && _values.TryGetValue(id, out value);
    }

    /// <summary>Sets the value of an id. Has no effect without an id.</summary>
    public void Set(string? id, T value)
    {
        if (id is null)
        {
            return;
        }

        if (_values.TryAdd(id, value))
        {
            _ids.Enqueue(id);
            if (_ids.Count > Most)
            {
                _values.Remove(_ids.Dequeue());
            }
        }
        else
        {
            _values[id] = value;
        }
    }
}
