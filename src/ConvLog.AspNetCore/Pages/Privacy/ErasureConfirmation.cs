using ConvLog.Records;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The page that asks for confirmation of an erasure.</summary>
/// <param name="Form">The form of the erasure, with the error in the confirmation if it was sent.</param>
/// <param name="Found">Some of the conversations to erase, the latest first. Debugging runs are in no list, but are erased, too.</param>
/// <param name="Total">The number of conversations in lists.</param>
/// <param name="Held">Those of <paramref name="Found"/> on legal hold, which are not erased for now.</param>
internal sealed record ErasureConfirmation(ErasureForm Form, IReadOnlyList<ConversationSummaryView> Found, int Total, IReadOnlySet<string> Held)
{
    public const int Shown = 10;

    /// <summary>The field for the word that confirms the erasure, and the word.</summary>
    public const string Field = "typed";

    /// <inheritdoc cref="Field"/>
    public const string Word = "erase";

    /// <summary>Whether several users took part in one of <see cref="Found"/>.</summary>
    public bool IsShared => Found.Any(static found => found.Users.Count > 1);

    /// <summary>Whether the ID has spaces around it, which may be a mistake.</summary>
    public bool HasOuterSpace => Form.Id.Length != Form.Id.Trim().Length;
}
