namespace ConvLog.Records;

/// <summary>The improved answers of a page of conversations.</summary>
public sealed record AnnotationPage
{
    /// <summary>
    /// The improved answers: conversations in the order of the list, turns in their order. A page may be empty without being the last.
    /// </summary>
    public required IReadOnlyList<AnnotatedTurn> Annotations { get; init; }

    /// <summary>The cursor of the next page; null on the last page.</summary>
    public string? Next { get; init; }

    /// <summary>Whether the text search stopped at its limit, so that older conversations may be missing; default false.</summary>
    public bool SearchStopped { get; init; }

    /// <summary>Whether the page includes everything written before the request, see <see cref="Storage.StoredPage.IsComplete"/>; default true.</summary>
    public bool IsComplete { get; init; } = true;
}
