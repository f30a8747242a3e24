using System.Collections;

namespace ConvLog.Entries;

/// <summary>The items of a collection whose enumerator may throw, which ends the enumeration.</summary>
/// <param name="inner">The enumerator.</param>
internal struct GuardedItems(IEnumerator inner)
{
    private Exception? _thrown;

    public object? Current { get; private set; }

    public bool MoveNext()
    {
        try
        {
            bool isThere = inner.MoveNext();
            Current = isThere ? inner.Current : null;
            return isThere;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _thrown = e;
            return false;
        }
    }

    /// <summary>Ends the enumeration.</summary>
    /// <returns>The exception that it threw; null if none.</returns>
    public readonly Exception? End()
    {
        try
        {
            (inner as IDisposable)?.Dispose();
            return _thrown;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return _thrown ?? e;
        }
    }
}
