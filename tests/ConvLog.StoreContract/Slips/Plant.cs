namespace ConvLog.StoreContract.Slips;

/// <summary>A unique value in one property, found again by its text.</summary>
/// <param name="Text">The text: letters and digits only, so that no encoder changes it.</param>
/// <param name="Place">The type and property, such as <c>EntryRecord.Content</c>.</param>
/// <param name="IsMarked">Whether the author marked it as personal, by a field, a masked text or a personal entry.</param>
public sealed record Plant(string Text, string Place, bool IsMarked)
{
    /// <summary>Whether it is in a view from the gate: a reader may see everything in a view.</summary>
    public bool IsInView => Place.Split('.')[0] is var owner && (owner.EndsWith("View", StringComparison.Ordinal) || owner is nameof(VisibleText));

    /// <summary>Whether it must not leak.</summary>
    /// <param name="visible">The properties that are visible to everyone.</param>
    public bool IsPersonal(IReadOnlySet<string> visible) => !IsInView && (IsMarked || !visible.Contains(Place));
}
