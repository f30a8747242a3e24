using System.Collections;

namespace ConvLog.Functions;

/// <summary>The first items of an array, without those in the middle that are over a limit. What comes after them may still be written.</summary>
/// <param name="items">The array.</param>
/// <param name="all">How many of it are meant.</param>
/// <param name="limit">How many of these are kept.</param>
internal sealed class ShortenedList<T>(T[] items, int all, int limit) : IReadOnlyList<T>
{
    /// <summary>How many were left out.</summary>
    public int Omitted => Math.Max(all - limit, 0);

    public int Count => all - Omitted;

    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return items[index < limit / 2 ? index : index + Omitted];
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
