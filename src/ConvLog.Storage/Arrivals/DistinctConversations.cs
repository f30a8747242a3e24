namespace ConvLog.Storage.Arrivals;

/// <summary>The distinct conversations of a page, in the order in which they were first added.</summary>
internal sealed class DistinctConversations
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _ids = [];

    public int Count => _ids.Count;

    public IReadOnlyList<string> Ids => _ids;

    public void Add(string id)
    {
        if (_known.Add(id))
        {
            _ids.Add(id);
        }
    }
}
