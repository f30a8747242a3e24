namespace ConvLog.AspNetCore.Pages.List;

/// <summary>What became of the selected conversations, as the list says it.</summary>
/// <param name="Text">A sentence.</param>
internal sealed record SelectionResult(string Text)
{
    /// <summary>Whether nothing was done, and the sentence says why.</summary>
    public bool IsProblem { get; init; }

    /// <summary>What takes it back; null where nothing does.</summary>
    public Selection? Undo { get; init; }
}
