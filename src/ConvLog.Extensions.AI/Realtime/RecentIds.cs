using System.Diagnostics.CodeAnalysis;

namespace ConvLog.Extensions.AI.Realtime;

/// <summary>What was noted under the ids that came last: a session may last for hours. Not for concurrent use.</summary>
/// <typeparam name="T">What is noted.</typeparam>
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

    /// <summary>Notes something under an id, in place of what is noted there. Without an id it does nothing.</summary>
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
