namespace ConvLog.StoreContract.Slips;

/// <summary>A value that was planted in one property, and is found again by its text.</summary>
/// <param name="Text">The text: letters and digits, so that no encoder changes it.</param>
/// <param name="Place">Type and property, such as <c>EntryRecord.Content</c>.</param>
/// <param name="IsMarked">Whether the author marked it as personal, by a field, a masked text or a personal entry.</param>
public sealed record Plant(string Text, string Place, bool IsMarked)
{
    /// <summary>Whether a reader got it from the gate: what stands in a view, that reader may see.</summary>
    public bool IsInView => Place.Split('.')[0] is var owner && (owner.EndsWith("View", StringComparison.Ordinal) || owner is nameof(VisibleText));

    /// <summary>Whether it must not slip out.</summary>
    /// <param name="visible">The places that everyone may see.</param>
    public bool IsPersonal(IReadOnlySet<string> visible) => !IsInView && (IsMarked || !visible.Contains(Place));
}
