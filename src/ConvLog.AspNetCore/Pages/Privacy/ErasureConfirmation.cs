using ConvLog.Records;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The confirmation of an erasure, with the conversations that it affects.</summary>
/// <param name="Form">The requested erasure.</param>
/// <param name="Found">Conversations that would be erased, the latest first and not all of them. Debug conversations are not listed, but are erased
/// too.</param>
/// <param name="Total">The number of listed conversations.</param>
/// <param name="Held">Those of <paramref name="Found"/> that a legal hold keeps for now.</param>
internal sealed record ErasureConfirmation(ErasureForm Form, IReadOnlyList<ConversationSummaryView> Found, int Total, IReadOnlySet<string> Held)
{
    public const int Shown = 10;

    /// <summary>The field for the confirmation word, which is required for an erasure, and the word.</summary>
    public const string Field = "typed";

    /// <inheritdoc cref="Field"/>
    public const string Word = "erase";

    /// <summary>The error in the confirmation; null before it was entered.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether several users took part in one of <see cref="Found"/>.</summary>
    public bool IsShared => Found.Any(static found => found.Users.Count > 1);

    /// <summary>Whether the ID begins or ends with spaces, which may be a mistake.</summary>
    public bool HasOuterSpace => Form.Id.Length != Form.Id.Trim().Length;
}
