using System.Collections;

namespace ConvLog.Functions;

/// <summary>The first items of an array, without those in the middle that exceed a limit. Later items of the array may still be written.</summary>
/// <param name="items">The array.</param>
/// <param name="all">The number of items of the array to consider.</param>
/// <param name="limit">The number of these items to keep.</param>
internal sealed class ShortenedList<T>(T[] items, int all, int limit) : IReadOnlyList<T>
{
    /// <summary>The number of omitted items.</summary>
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
