using ConvLog.Storage.Contract;

namespace ConvLog.Storage.InMemory;

/// <summary>The order of a list: by the sorted value, then by id, both in the same direction.</summary>
internal sealed class ListOrder(bool ascending) : IComparer<ListPosition>
{
    public int Compare(ListPosition? x, ListPosition? y)
    {
        int order = x!.Value.CompareTo(y!.Value);
        order = order != 0 ? order : Utf8Order.Instance.Compare(x.ConversationId, y.ConversationId);
        return ascending ? order : -order;
    }
}
