namespace ConvLog.AspNetCore.Pages.Team;

/// <summary>The kinds of forms of the review page.</summary>
internal enum TeamFormKind
{
    /// <summary>A rating with a comment.</summary>
    Rating,

    /// <summary>An improved answer.</summary>
    Answer,

    /// <summary>A note.</summary>
    Note,

    /// <summary>A label of the conversation or a turn.</summary>
    Label,

    /// <summary>A score of the conversation or a turn.</summary>
    Score,

    /// <summary>The assignee of the conversation.</summary>
    Assignment,
}
