namespace ConvLog.AspNetCore.Pages.List;

/// <summary>The result of an action on selected conversations, as shown above the list.</summary>
/// <param name="Text">A sentence.</param>
internal sealed record SelectedRowsResult(string Text)
{
    /// <summary>Whether nothing was changed; the sentence then gives the reason.</summary>
    public bool IsProblem { get; init; }

    /// <summary>The action that undoes it; null if there is none.</summary>
    public SelectedRows? Undo { get; init; }
}
